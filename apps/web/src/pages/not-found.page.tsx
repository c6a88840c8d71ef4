/** What stands where no page is. */
import { Link } from 'wouter'
import { Notice } from '../parts/bits/notice.tsx'

export const NotFoundPage = ({ what = 'page' }: { readonly what?: string }) => (
  <>
    <title>Not found · Agent Arena</title>
    <Notice icon="flag" title={`There is no such ${what}`} isPage>
      <p>It may be long over, or the address is not quite right.</p>
      <Link href="/" className="button button-main">
        To the lobby
      </Link>
    </Notice>
  </>
)
