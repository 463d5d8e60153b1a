const width = 260;
const height = 44;

/** Counts of weeks as bars, the oldest first. */
export function WeekSeries({ counts, label, nameOf }: { counts: number[]; label: string; nameOf: (index: number) => string }) {
  const most = Math.max(1, ...counts);
  const step = width / counts.length;
  return (
    <svg class="week-series" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={`${label}: ${counts.join(' ')}`}>
      {counts.map((count, index) => (
        <rect
          key={index}
          x={index * step + 0.5}
          width={step - 1}
          // A week without any is a line at the foot, not a gap.
          y={count === 0 ? height - 1 : height - (count / most) * (height - 10)}
          height={count === 0 ? 1 : (count / most) * (height - 10)}
        >
          <title>{nameOf(index)}</title>
        </rect>
      ))}
      <text x="0" y="8">
        {most}
      </text>
    </svg>
  );
}
