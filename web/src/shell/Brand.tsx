/** The word mark. */
export function Brand() {
  return (
    <span class="brand">
      <svg viewBox="0 0 32 32" aria-hidden="true">
        <rect width="32" height="32" rx="8" />
        <path d="M7 21a9.5 9.5 0 1 1 18 0" />
        <circle cx="21.2" cy="12.4" r="3.2" />
      </svg>
      Tahini
    </span>
  );
}
