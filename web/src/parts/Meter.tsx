interface MeterProps {
  label: string;
  /** 0-1. */
  value: number;
  /** How the value is said. */
  says: string;
  tone?: string;
}

/** A share as a bar. */
export function Meter({ label, value, says, tone = '' }: MeterProps) {
  const share = Math.min(1, Math.max(0, value));
  return (
    // biome-ignore lint/a11y/useSemanticElements: browsers do not agree on how a <meter> is styled
    <div
      class={`meter ${tone}`}
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(100 * share)}
      aria-valuetext={says}
    >
      <span style={{ inlineSize: `${100 * share}%` }} />
    </div>
  );
}
