/** Our own small set of icons: 24 by 24, drawn with the colour of the text around them. */

const paths = {
  alert: 'M12 4 21 20H3ZM12 10v4M12 17v.5',
  camera: 'M4 8h3l2-3h6l2 3h3v11H4ZM12 16a3 3 0 1 0 0-6 3 3 0 0 0 0 6',
  chart: 'M4 4v16h16M7 15l4-5 3 3 5-7',
  check: 'M5 12.5 10 17.5 19.5 7',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M12 7v5l3.5 2',
  coin: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M14.5 9c-.6-.9-1.5-1.3-2.5-1.3-1.5 0-2.5.8-2.5 2s1 1.7 2.5 2.1 2.5.9 2.5 2.2-1 2.2-2.5 2.2c-1.1 0-2-.5-2.6-1.4M12 6v12',
  cross: 'M6 6 18 18M18 6 6 18',
  cursor: 'M5 4 19 11l-6 2-2.5 6Z',
  down: 'M12 5v14M6 13l6 6 6-6',
  eye: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12M12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6',
  flag: 'M6 21V4M6 5h11l-2.5 3.5L17 12H6',
  gauge: 'M4 17a8 8 0 1 1 16 0M12 16l4-5',
  gavel: 'M13 4 20 11M9.5 7.5 16.5 14.5M11.5 5.5 8 9l7 7 3.5-3.5M11 13l-7 7',
  lock: 'M6 11h12v9H6ZM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  mail: 'M4 6h16v12H4ZM4 7l8 6 8-6',
  memory:
    'M12 4c4.4 0 7 1.1 7 2.5S16.4 9 12 9 5 7.9 5 6.5 7.6 4 12 4M5 6.5v11C5 18.9 7.6 20 12 20s7-1.1 7-2.5v-11M5 12c0 1.4 2.6 2.5 7 2.5s7-1.1 7-2.5',
  moon: 'M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5',
  screen: 'M3 5h18v11H3ZM9 20h6M12 16v4',
  speech: 'M4 5h16v11H10l-5 4v-4H4Z',
  sun: 'M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4',
  switch: 'M4 8h14M14 4l4 4-4 4M20 16H6M10 12l-4 4 4 4',
  thought: 'M7 17.5a4.5 4.5 0 0 1-.5-9 6 6 0 0 1 11.4 1.6A3.8 3.8 0 0 1 17 17.5ZM5 21v.1',
  ticket: 'M3 7h18v3.5a1.5 1.5 0 0 0 0 3V17H3v-3.5a1.5 1.5 0 0 0 0-3ZM14 7v10',
  tool: 'M14.5 5.5a4.5 4.5 0 0 0-5.7 5.7L4 16l4 4 4.8-4.8a4.5 4.5 0 0 0 5.7-5.7L16 12l-3-1-1-3Z',
  trophy: 'M8 4h8v6a4 4 0 0 1-8 0ZM8 6H4.5c0 3 1.5 4.5 3.5 5M16 6h3.5c0 3-1.5 4.5-3.5 5M12 14v4M8 20h8',
  up: 'M12 19V5M6 11l6-6 6 6',
  wallet: 'M4 7h15v12H4ZM4 7l11-3v3M15.5 13h.5',
} as const

export type IconName = keyof typeof paths

export const Icon = ({ name, size = 18 }: { readonly name: IconName; readonly size?: number }) => (
  <svg
    className="icon"
    width={size}
    height={size}
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.8"
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
  >
    <path d={paths[name]} />
  </svg>
)
