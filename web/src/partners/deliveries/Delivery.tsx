import type { DeliveryReply } from '../../../../lib/schemas/api/replies/subscriptions.ts';
import { api } from '../../api/api.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { Asking } from '../../parts/Asking.tsx';
import { href } from '../../route.ts';
import { Attempts } from './Attempts.tsx';

interface DeliveryProps {
  partnerId: string;
  delivery: DeliveryReply;
  onChange(): void;
}

const TONES = { pending: 'running', delivered: 'finished', failed: 'failed', dropped: 'cancelled' } as const;

/** One notification: about whom, what became of it, and every attempt. */
export function Delivery({ partnerId, delivery, onChange }: DeliveryProps) {
  const { t, moment, number } = useTexts();
  const { deliveryId, type, state, why, occurredAt, attempts } = delivery;
  return (
    <li>
      <div class="delivery-head">
        <span class={`state ${TONES[state]}`}>{t.partners.states[state]}</span>
        <p>
          <b>{t.partners.types[type]}</b> <About delivery={delivery} />
          <span class="soft small block">
            {moment(occurredAt)}
            {why !== undefined && ` · ${t.partners.why[why]}`}
          </span>
        </p>
        <Asking
          action={t.partners.redeliver}
          label={`${t.partners.redeliver}: ${t.partners.types[type]}, ${moment(occurredAt)}`}
          title={t.partners.redeliverTitle}
          ask={() => api.redeliver({ partnerId, deliveryId })}
          onDone={onChange}
        >
          <p>{t.partners.redeliverSays}</p>
        </Asking>
      </div>
      {attempts.length === 0 ? (
        <p class="soft small">{t.partners.noAttempt}</p>
      ) : (
        <details>
          <summary>
            {t.partners.attempts(number(attempts.length))}
            <Last delivery={delivery} />
          </summary>
          <Attempts delivery={delivery} />
        </details>
      )}
    </li>
  );
}

function About({ delivery: { subjectId, jobId } }: { delivery: DeliveryReply }) {
  if (jobId !== undefined) return <a href={href('portfolio', jobId)}>{jobId}</a>;
  return subjectId === undefined ? null : <a href={href('people', subjectId)}>{subjectId}</a>;
}

/** The latest attempt, in a few words. */
function Last({ delivery: { attempts } }: { delivery: DeliveryReply }) {
  const { t, moment } = useTexts();
  const last = attempts.at(-1);
  if (last === undefined) return null;
  const next = last.nextAt === undefined ? '' : `, ${t.partners.nextAt(moment(last.nextAt))}`;
  const { status, failed = '' } = last;
  const said =
    status === undefined
      ? t.partners.noAnswer(t.partners.failures[failed] ?? failed)
      : t.partners.answered(String(status));
  return (
    <span class="soft">
      {' · '}
      {said}
      {next}
    </span>
  );
}
