/** Line icons of 24 units, drawn here. */
const paths = {
  close: 'M6 6l12 12M18 6L6 18',
  layers: 'M12 3l9 5-9 5-9-5zM3 13l9 5 9-5',
  moon: 'M20 14.5A8.5 8.5 0 119.5 4a7 7 0 0010.500 10.500z',
  sun: 'M12 8a4 4 0 100 8 4 4 0 000-8zM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.500 1.500M17.500 17.500L19 19M5 19l1.500-1.500M17.500 6.500L19 5',
  wall: 'M3 5h18v11H3zM9 20h6M12 16v4',
  leave: 'M14 4h5v16h-5M10 8l-4 4 4 4M6 12h9',
  left: 'M15 5l-7 7 7 7',
  right: 'M9 5l7 7-7 7',
  up: 'M6 15l6-6 6 6',
  down: 'M6 9l6 6 6-6',
  search: 'M10.500 4a6.500 6.500 0 100 13 6.500 6.500 0 000-13zM15.500 15.500L21 21',
  target: 'M12 5a7 7 0 100 14 7 7 0 000-14zM12 2v4M12 18v4M2 12h4M18 12h4',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  frame: 'M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5',
  copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
  trash: 'M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13',
  track: 'M5 19c4 0 2-7 6-7s3-7 8-7',
  undo: 'M9 7L4 12l5 5M4 12h10a6 6 0 016 6',
  check: 'M4 12.500l5 5L20 6.500',
  warning: 'M12 4l9.500 16h-19zM12 10v4.500M12 17.300v.2',
  battery: 'M3 8h15v8H3zM18 11h3v2h-3M6 11v2',
  flame: 'M12 3c1 4 5 5.500 5 10a5 5 0 01-10 0c0-2 1-3 2-4 .5 1.500 1 2 1.500 2.500C11 9 10.500 6 12 3z',
  route: 'M6 19a2 2 0 100-4 2 2 0 000 4zM18 9a2 2 0 100-4 2 2 0 000 4zM8 17h6a3.500 3.500 0 000-7h-4a3.500 3.500 0 010-7h6',
  list: 'M8 6h12M8 12h12M8 18h12M4 6h.1M4 12h.1M4 18h.1',
  sos: 'M12 2.500l8.500 5v9l-8.500 5-8.500-5v-9zM12 7.500v6M12 16.300v.2',
  link: 'M10 14a4 4 0 005.700 0l3-3a4 4 0 00-5.700-5.700l-1.500 1.500M14 10a4 4 0 00-5.700 0l-3 3a4 4 0 005.700 5.700l1.500-1.500',
  doubt: 'M12 3.500a8.500 8.500 0 100 17 8.500 8.500 0 000-17zM9 9l6 6M15 9l-6 6',
  phone: 'M7 3h10v18H7zM11 18h2',
  upload: 'M12 16V4M7 9l5-5 5 5M4 20h16',
  shield: 'M12 3l8 3v6c0 5-3.500 8-8 9-4.500-1-8-4-8-9V6z',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" style={{ width: `${size / 14}rem`, height: `${size / 14}rem` }} aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}
