/** Lines on a grid of 20, drawn for this studio. */
const lines = {
  market: 'M3 3h6v8H3zM11 3h6v4h-6zM11 9h6v8h-6zM3 13h6v4H3z',
  make: 'M10 2v5M10 13v5M2 10h5M13 10h5M4.5 4.5l2.5 2.5M13 13l2.500 2.500M15.500 4.500L13 7M7 13l-2.500 2.500',
  verify:
    'M10 2l6.500 2.500v5c0 4-2.700 7-6.500 8.500-3.800-1.500-6.500-4.500-6.500-8.500v-5zM7 10l2.200 2.200L13.200 8',
  statements: 'M5 2h7l3.500 3.500V18H5zM8 9h5M8 12h5M8 15h3',
  operations: 'M2 11h3.500l2.500-7 4 12 2.500-5H18',
  search: 'M9 3a6 6 0 1 0 0 12A6 6 0 0 0 9 3zM13.500 13.500L17.500 17.500',
  close: 'M5 5l10 10M15 5L5 15',
  check: 'M4 10.500l4 4 8-9',
  down: 'M5 8l5 5 5-5',
  right: 'M8 5l5 5-5 5',
  left: 'M12 5l-5 5 5 5',
  up: 'M10 16V4M5 9l5-5 5 5',
  out: 'M8 4H4v12h12v-4M11 4h5v5M16 4l-7.500 7.500',
  copy: 'M7 7h9v9H7zM13 7V4H4v9h3',
  share: 'M10 13V3M6.500 6L10 2.500 13.500 6M4 10v7h12v-7',
  more: 'M4.500 10h.01M10 10h.01M15.500 10h.01',
  warning: 'M10 3l8 14H2zM10 8v4M10 14.500v.01',
  info: 'M10 2.500a7.500 7.500 0 1 0 0 15 7.500 7.500 0 0 0 0-15zM10 9v5M10 6.500v.01',
  play: 'M6 4l10 6-10 6z',
  stop: 'M5 5h10v10H5z',
  sun: 'M10 6.500a3.500 3.500 0 1 0 0 7 3.500 3.500 0 0 0 0-7zM10 1.500v2M10 16.500v2M1.500 10h2M16.500 10h2M4 4l1.400 1.400M14.600 14.600L16 16M16 4l-1.400 1.400M5.400 14.600L4 16',
  moon: 'M16.500 12A7 7 0 0 1 8 3.500 7 7 0 1 0 16.500 12z',
  wallet: 'M3 6h13a1 1 0 0 1 1 1v9H4a1 1 0 0 1-1-1zM3 6V5l10-2v3M13.500 11h.01',
  download: 'M10 3v10M5.500 9L10 13.500 14.500 9M4 17h12',
  upload: 'M10 14V4M5.500 8L10 3.500 14.500 8M4 17h12',
  locked: 'M5 9h10v8H5zM7 9V6.500a3 3 0 0 1 6 0V9M10 12.500v1.500',
  unlocked: 'M5 9h10v8H5zM7 9V6.500a3 3 0 0 1 5.800-1M10 12.500v1.500',
  filter: 'M3 5h14M6 10h8M8.500 15h3',
  plus: 'M10 4v12M4 10h12',
  trash: 'M4 6h12M8 6V3.500h4V6M5.500 6l.700 11h7.600l.700-11',
  refresh: 'M16 5v4h-4M4 15v-4h4M15.600 9A6 6 0 0 0 5 6.500L4 8M4.400 11A6 6 0 0 0 15 13.500L16 12',
  coin: 'M10 2.500a7.500 7.500 0 1 0 0 15 7.500 7.500 0 0 0 0-15zM12.500 7.500c-.5-.8-1.400-1.200-2.500-1.200-1.400 0-2.500.7-2.500 1.800 0 2.600 5.200 1.200 5.200 3.900 0 1.100-1.200 1.800-2.700 1.800-1.200 0-2.200-.5-2.700-1.300M10 4.800v1.500M10 13.800v1.500',
} as const

export type IconName = keyof typeof lines

/** A small drawing beside a word. It is hidden from screen readers: the word says it. */
export function Icon({ name, size = 20 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg
      aria-hidden="true"
      className="shrink-0"
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={lines[name]} />
    </svg>
  )
}
