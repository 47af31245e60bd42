import { useEffect, useRef } from 'preact/hooks';
import { useTexts } from '../i18n/use-texts.ts';
import { PAGES } from '../pages.ts';
import { Boundary } from '../parts/Boundary.tsx';
import { PageHeader } from '../parts/PageHeader.tsx';
import { href, useRoute } from '../route.ts';
import type { Session } from '../session.ts';
import { Account } from './Account.tsx';
import { Brand } from './Brand.tsx';
import { DisplaySwitches } from './DisplaySwitches.tsx';

/** What surrounds every page: the way to its content, the navigation, who is signed in. */
export function Shell({ session }: { session: Session }) {
  const { t } = useTexts();
  const [route = PAGES[0]!.route, ...rest] = useRoute();
  const page = rest.some(isStep) ? undefined : PAGES.find((each) => each.route === route);
  const address = [route, ...rest].join('/');
  const main = useRef<HTMLElement>(null);
  useFocusOnNewPage(main, address);
  return (
    <>
      {/* No link: the fragment of the address holds the route. */}
      <button type="button" class="skip" onClick={() => main.current?.focus()}>
        {t.shell.skip}
      </button>
      <header class="shell">
        <a href={href()} class="home">
          <Brand />
        </a>
        <nav aria-label={t.shell.pages}>
          {PAGES.map((each) => (
            <a key={each.route} href={href(each.route)} aria-current={each === page ? 'page' : undefined}>
              {each.nav(t)}
            </a>
          ))}
        </nav>
        <div class="aside">
          <DisplaySwitches />
          <Account session={session} />
        </div>
      </header>
      <main ref={main} tabIndex={-1}>
        {page === undefined ? (
          <PageHeader title={t.shell.notFound} lead={t.shell.notFoundHint} />
        ) : (
          <Boundary key={address} instead={<PageHeader title={t.shell.failed} lead={t.shell.failedHint} />}>
            <page.View rest={rest} />
          </Boundary>
        )}
      </main>
    </>
  );
}

/** No id: the path of a request would go up by it. */
const isStep = (part: string) => part === '.' || part === '..';

/** Who follows a link by keyboard or ear begins at the new page's heading, not where the link was. */
function useFocusOnNewPage(main: { current: HTMLElement | null }, address: string): void {
  const shown = useRef(address);
  useEffect(() => {
    if (shown.current === address) return;
    shown.current = address;
    main.current?.querySelector('h1')?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, [address, main]);
}
