interface PointBarProps {
  points: number;
  /** Around 0; the same for all bars that are to be compared. */
  scale: { from: number; to: number };
  tone?: string;
}

/** Points as a bar from nothing, to the right when they are gained, to the left when they are lost. */
export function PointBar({ points, scale: { from, to }, tone = '' }: PointBarProps) {
  const width = Math.max(1e-9, to - from);
  const [start, length] = [(Math.min(0, points) - from) / width, Math.abs(points) / width];
  return (
    <span class="point-bar">
      {from < 0 && <span class="zero" style={{ insetInlineStart: `${(100 * -from) / width}%` }} />}
      <span
        class={`fill ${points < 0 ? 'down' : ''} ${tone}`}
        style={{ insetInlineStart: `${100 * start}%`, inlineSize: `${100 * length}%` }}
      />
    </span>
  );
}
