import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';

/** The one h1 of a page; the shell moves the focus to it when the page changes. */
export function PageHeader({ title, lead, children }: { title: string; lead?: string; children?: ComponentChildren }) {
  useEffect(() => {
    document.title = `${title} · Tahini`;
  }, [title]);
  return (
    <div class="page-header">
      <div>
        <h1 tabIndex={-1}>{title}</h1>
        {lead !== undefined && <p class="soft">{lead}</p>}
      </div>
      {children}
    </div>
  );
}
