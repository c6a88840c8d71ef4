/** A picture for every kind of article, in colours that differ from title to title. */
import { html, type Html } from '../html.ts'
import type { Entity } from './entities.ts'

interface Palette {
  readonly sky: string
  readonly far: string
  readonly near: string
  readonly warm: string
}

const palettes: readonly Palette[] = [
  { sky: '#d8e9f3', far: '#9dbfae', near: '#5f8f77', warm: '#c9694a' },
  { sky: '#f6e3cf', far: '#d8a987', near: '#9a6a5b', warm: '#7a3f4d' },
  { sky: '#e3e1f2', far: '#a9a4cf', near: '#6a6797', warm: '#d58b4f' },
  { sky: '#dff0e6', far: '#93c0c0', near: '#3f7f86', warm: '#d9a441' },
]

const paletteOf = (title: string): Palette => {
  const sum = [...title].reduce((total, sign) => total + (sign.codePointAt(0) ?? 0), 0)
  return palettes.find((_, at) => at === sum % palettes.length) ?? { sky: '#fff', far: '#ccc', near: '#888', warm: '#a55' }
}

const house = (x: number, y: number, { warm }: Palette): Html =>
  html`<path d="M${x} ${y} h34 v-28 l-17 -18 l-17 18 z" fill="#fffaf0" /><path
      d="M${x - 5} ${y - 27} l22 -23 l22 23 z"
      fill="${warm}"
    />`

const scenes: Readonly<Record<Entity['kind'], (palette: Palette) => Html>> = {
  town: (palette) => html`
    <path d="M0 130 q80 -60 170 -20 t150 -10 v100 h-320 z" fill="${palette.far}" />
    ${house(60, 156, palette)} ${house(104, 156, palette)} ${house(190, 156, palette)} ${house(232, 156, palette)}
    <path d="M150 156 h26 v-74 l-13 -26 l-13 26 z" fill="${palette.near}" />
    <path d="M0 154 h320 v46 h-320 z" fill="${palette.near}" />
  `,
  river: ({ far, near }) => html`
    <path d="M0 110 l70 -60 l60 46 l80 -70 l110 84 v90 h-320 z" fill="${far}" />
    <path d="M0 120 h320 v80 h-320 z" fill="${near}" />
    <path d="M190 112 q-90 22 -30 44 t-70 50 h130 q50 -30 0 -56 t0 -38 z" fill="#eef7fb" />
  `,
  bridge: ({ far, near, warm }) => html`
    <path d="M0 100 q90 -40 160 -10 t160 -10 v90 h-320 z" fill="${far}" />
    <path d="M0 150 h320 v50 h-320 z" fill="${near}" />
    <path d="M0 92 h320 v72 h-18 a42 50 0 0 0 -84 0 h-16 a42 50 0 0 0 -84 0 h-16 a42 50 0 0 0 -84 0 h-18 z" fill="${warm}" />
    <path d="M0 92 h320" stroke="#fffaf0" stroke-width="6" />
  `,
  person: ({ far, near, warm }) => html`
    <circle cx="160" cy="110" r="92" fill="${far}" />
    <path d="M84 200 a76 66 0 0 1 152 0 z" fill="${near}" />
    <circle cx="160" cy="92" r="38" fill="#f3d6bd" />
    <path d="M120 90 a40 42 0 0 1 80 0 q-16 -22 -40 -20 t-40 20 z" fill="${warm}" />
  `,
  festival: ({ far, near, warm }) => html`
    <path d="M0 160 q80 -40 160 0 t160 0 v40 h-320 z" fill="${near}" />
    <path d="M0 36 q160 70 320 0" fill="none" stroke="${near}" stroke-width="3" />
    <path d="M40 52 h30 l-15 32 z M100 66 h30 l-15 32 z M160 70 h30 l-15 32 z M220 64 h30 l-15 32 z" fill="${warm}" />
    <path d="M110 168 l50 -64 l50 64 z" fill="${far}" /><path d="M144 168 l16 -64 l16 64 z" fill="#fffaf0" />
  `,
}

export const pictureOf = (kind: Entity['kind'], title: string): Html => {
  const palette = paletteOf(title)
  return html`<svg
    class="picture"
    viewBox="0 0 320 200"
    preserveAspectRatio="xMidYMid slice"
    aria-hidden="true"
    focusable="false"
  >
    <rect width="320" height="200" fill="${palette.sky}" />
    ${scenes[kind](palette)}
  </svg>`
}
