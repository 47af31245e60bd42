import { PartnerList } from './PartnerList.tsx';
import { PartnerPage } from './PartnerPage.tsx';

/** `#/partners` lists them, `#/partners/{partnerId}` shows one. */
export function PartnersPage({ rest: [partnerId] }: { rest: readonly string[] }) {
  return partnerId === undefined ? <PartnerList /> : <PartnerPage key={partnerId} partnerId={partnerId} />;
}
