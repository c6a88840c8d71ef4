/** Grey shapes in the place of what is still on its way. */

const WIDTHS = ['92%', '78%', '86%', '64%', '81%', '70%'] as const

export const SkeletonLines = ({ lines = 3 }: { readonly lines?: number }) => (
  <div className="skeleton-lines" aria-hidden="true">
    {Array.from({ length: lines }, (_, line) => (
      <div key={line} className="skeleton skeleton-line" style={{ width: WIDTHS[line % WIDTHS.length] }} />
    ))}
  </div>
)

/** A whole page on its way: a title, screens and a column. */
export const PageSkeleton = ({ screens = 1 }: { readonly screens?: number }) => (
  <div className="page-skeleton" aria-busy="true">
    <span className="visually-hidden">Loading…</span>
    <div className="skeleton skeleton-title" />
    <div className="page-skeleton-columns">
      {Array.from({ length: screens }, (_, screen) => (
        <div key={screen} className="skeleton skeleton-screen" />
      ))}
      <SkeletonLines lines={6} />
    </div>
  </div>
)
