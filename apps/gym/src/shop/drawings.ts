/** A small drawing of every product in its colour; hidden from readers, who have the name. */
import { html, type Html } from '../html.ts'
import type { Product } from './catalog.ts'

type Draw = (paint: string, shade: string) => Html

const mugAt = (paint: string, shade: string): Html => html`
  <path d="M82 40 h8 a14 14 0 0 1 0 30 h-9" fill="none" stroke="${shade}" stroke-width="7" />
  <path d="M36 30 h48 v42 a12 12 0 0 1 -12 12 h-24 a12 12 0 0 1 -12 -12 z" fill="${paint}" />
  <ellipse cx="60" cy="30" rx="24" ry="6" fill="${shade}" />
`

const drawings: Readonly<Record<string, Draw>> = {
  Mug: mugAt,
  'Mug Holder': (paint, shade) => html`
    <path d="M60 14 v70" stroke="${paint}" stroke-width="7" stroke-linecap="round" />
    <path
      d="M60 32 q-22 0 -26 -12 M60 32 q22 0 26 -12 M60 56 q-22 0 -26 -12 M60 56 q22 0 26 -12"
      fill="none"
      stroke="${paint}"
      stroke-width="6"
      stroke-linecap="round"
    />
    <ellipse cx="60" cy="85" rx="28" ry="6" fill="${shade}" />
  `,
  'Mug Cosy': (paint, shade) => html`
    <path d="M38 24 h44 l-4 62 h-36 z" fill="${paint}" />
    <path d="M37 36 h46 M38 50 h44 M39 64 h42 M41 77 h38" stroke="${shade}" stroke-width="4" stroke-dasharray="6 5" />
  `,
  'Mug Poster': (paint, shade) => html`
    <rect x="32" y="8" width="56" height="82" rx="2" fill="#fffdf7" stroke="#d8d0bf" stroke-width="2" />
    <g transform="translate(28 26) scale(.52)">${mugAt(paint, shade)}</g>
  `,
  'Mug Brush': (paint, shade) => html`
    <path d="M28 82 L70 40" stroke="#c79a63" stroke-width="8" stroke-linecap="round" />
    <path d="M66 44 L92 18" stroke="${paint}" stroke-width="24" stroke-linecap="round" />
    <path d="M66 44 L92 18" stroke="${shade}" stroke-width="24" stroke-dasharray="3 6" />
  `,
  Bowl: (paint, shade) => html`
    <path d="M24 42 h72 a36 40 0 0 1 -26 40 h-20 a36 40 0 0 1 -26 -40 z" fill="${paint}" />
    <ellipse cx="60" cy="42" rx="36" ry="9" fill="${shade}" />
  `,
  Plate: (paint, shade) => html`
    <circle cx="60" cy="50" r="40" fill="${paint}" />
    <circle cx="60" cy="50" r="26" fill="none" stroke="${shade}" stroke-width="3" />
  `,
  Teapot: (paint, shade) => html`
    <path d="M34 48 q-14 -4 -18 -16" fill="none" stroke="${shade}" stroke-width="9" stroke-linecap="round" />
    <path d="M86 42 a15 15 0 0 1 0 30" fill="none" stroke="${shade}" stroke-width="7" />
    <ellipse cx="60" cy="60" rx="32" ry="26" fill="${paint}" />
    <path d="M42 36 h36" stroke="${shade}" stroke-width="7" stroke-linecap="round" />
    <circle cx="60" cy="28" r="6" fill="${shade}" />
  `,
  Vase: (paint, shade) => html`
    <path
      d="M60 40 V10 M60 24 q-12 -2 -14 -12 M60 20 q12 -2 14 -12"
      fill="none"
      stroke="#6f9a63"
      stroke-width="4"
      stroke-linecap="round"
    />
    <path d="M50 36 h20 q-2 14 8 24 q8 14 -4 28 h-28 q-12 -14 -4 -28 q10 -10 8 -24 z" fill="${paint}" />
    <ellipse cx="60" cy="36" rx="10" ry="3" fill="${shade}" />
  `,
  Candle: (paint, shade) => html`
    <path d="M60 12 q9 12 0 20 q-9 -8 0 -20 z" fill="#f3b33d" />
    <path d="M60 30 v10" stroke="#5b5146" stroke-width="3" />
    <rect x="42" y="40" width="36" height="46" rx="5" fill="${paint}" />
    <ellipse cx="60" cy="41" rx="18" ry="5" fill="${shade}" />
  `,
}

export const drawingOf = ({ kind, colour }: Pick<Product, 'kind' | 'colour'>): Html =>
  html`<svg class="drawing" viewBox="0 0 120 100" aria-hidden="true" focusable="false">
    ${drawings[kind.name]?.(colour.paint, colour.shade)}
  </svg>`
