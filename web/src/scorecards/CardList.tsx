import { useState } from 'preact/hooks';
import { useTexts } from '../i18n/use-texts.ts';
import { PageHeader } from '../parts/PageHeader.tsx';
import { Ready } from '../parts/states.tsx';
import { go } from '../route.ts';
import { type Cards, currentActivation, type Entry, useCards, wasReplaced } from './all-cards.ts';
import { cardHref, compareHref, refOf } from './card-name.ts';
import { Badges, DryRunState } from './parts.tsx';
import { RegisterDialog } from './RegisterDialog.tsx';

export function CardListPage() {
  const { t } = useTexts();
  const query = useCards();
  const [registering, setRegistering] = useState(false);
  return (
    <>
      <PageHeader title={t.scorecards.title} lead={t.scorecards.lead}>
        {query.state === 'ready' && (
          <button type="button" class="button primary" onClick={() => setRegistering(true)}>
            {t.scorecards.register}
          </button>
        )}
      </PageHeader>
      <Ready of={query}>
        {(cards) => (
          <>
            <ul class="scorecards">
              {cards.entries.map((entry) => (
                <Row key={entry.hash} entry={entry} cards={cards} />
              ))}
            </ul>
            {registering && (
              <RegisterDialog
                cards={cards}
                onClose={() => setRegistering(false)}
                onRegistered={(card) => go('scorecards', refOf(card))}
              />
            )}
          </>
        )}
      </Ready>
    </>
  );
}

function Row({ entry, cards }: { entry: Entry; cards: Cards }) {
  const { t } = useTexts();
  const { active } = cards;
  const { id, version, title } = entry;
  return (
    <li class={`card ${entry.active ? 'in-use' : ''}`}>
      <div class="what">
        <h2>
          <a href={cardHref(entry)}>{title}</a>
        </h2>
        <p class="soft">
          {id} {version}
        </p>
        <Badges entry={entry} />
        {!entry.active && (
          <p>
            <a class="small" href={compareHref(entry, active)}>
              {t.scorecards.compareWith} {active.id === id ? active.version : `${active.id} ${active.version}`}
              <span class="unseen">
                : {id} {version}
              </span>
            </a>
          </p>
        )}
      </div>
      <EntryFacts entry={entry} cards={cards} />
    </li>
  );
}

/** Who answers for it, since when it is there, and what was done with it. */
export function EntryFacts({ entry, cards }: { entry: Entry; cards: Cards }) {
  const { t, moment, list } = useTexts();
  const current = currentActivation(entry);
  const before = entry.activations.slice(current === undefined ? 0 : 1);
  return (
    <dl class="pairs">
      <dt>{t.scorecards.signedOffBy}</dt>
      <dd>{entry.signedOffBy}</dd>
      <dt>{t.scorecards.registered}</dt>
      <dd>
        {entry.registeredAt === undefined
          ? t.scorecards.notRegistered
          : t.scorecards.registeredBy(moment(entry.registeredAt), entry.registeredBy ?? '')}
      </dd>
      <dt>{t.scorecards.history}</dt>
      <dd class="activation">
        {entry.activations.length === 0 &&
          !entry.active &&
          (wasReplaced(entry, cards) ? t.scorecards.withDeployment : t.scorecards.never)}
        {entry.active && (
          <>
            <b>{t.scorecards.activation(String(current?.activationSeq ?? cards.active.activationSeq))}</b>
            {current === undefined ? (
              <span class="small soft">{t.scorecards.ofDeployment}</span>
            ) : (
              ` ${t.scorecards.since(moment(current.activatedAt), current.activatedBy)}`
            )}
            {current !== undefined && <q class="soft small">{current.reason}</q>}
          </>
        )}
        {before.length > 0 && (
          <span class={entry.active ? 'small soft' : undefined}>
            {t.scorecards.formerly}:{' '}
            {list(before.map(({ activationSeq }) => t.scorecards.activation(String(activationSeq))))}
          </span>
        )}
      </dd>
      <dt>{t.scorecards.dryRun}</dt>
      <dd>
        <DryRunState entry={entry} />
      </dd>
    </dl>
  );
}
