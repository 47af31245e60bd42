import { useId, useState } from 'preact/hooks';
import { api } from '../api/api.ts';
import type { Problem } from '../api/result.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { TextField } from '../parts/fields.tsx';
import { ProblemNotice } from '../parts/states.tsx';
import type { Cards } from './all-cards.ts';
import type { CardRef } from './card-name.ts';
import { dictionaryHashOf, readFiles } from './read-files.ts';

interface RegisterDialogProps {
  cards: Cards;
  onClose(): void;
  onRegistered(card: CardRef): void;
}

/** A new card from files. What is wrong with it is told by the API, each violation with its place. */
export function RegisterDialog({ cards, onClose, onRegistered }: RegisterDialogProps) {
  const { t } = useTexts();
  const [files, setFiles] = useState<readonly File[]>([]);
  const [signedOffBy, setSignedOffBy] = useState('');
  const [wrong, setWrong] = useState<{ files?: string | undefined; signedOffBy?: string | undefined }>({});
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);

  const send = async () => {
    const chosen = await readFiles(files);
    if ('wrong' in chosen) {
      const says = chosen.wrong === 'notJson' ? t.scorecards.notJson(chosen.file) : t.scorecards[chosen.wrong];
      return setWrong({ files: says });
    }
    const dictionary = chosen.dictionary ?? (await knownDictionary(cards, dictionaryHashOf(chosen.scorecard)));
    if (dictionary === undefined) return setWrong({ files: t.scorecards.noDictionary });
    const result = await api.registerScorecard({ body: { scorecard: chosen.scorecard, dictionary, signedOffBy } });
    if (result.ok) return onRegistered(result.data);
    return setProblem(result.problem);
  };
  const submit = async (event: Event) => {
    event.preventDefault();
    const lacks = {
      files: files.length === 0 ? t.scorecards.needed : undefined,
      signedOffBy: signedOffBy.trim() === '' ? t.scorecards.needed : undefined,
    };
    setWrong(lacks);
    setProblem(undefined);
    if (lacks.files !== undefined || lacks.signedOffBy !== undefined) return;
    setBusy(true);
    await send();
    setBusy(false);
  };
  return (
    <Dialog title={t.scorecards.register} onClose={onClose}>
      <p class="soft">{t.scorecards.registerLead}</p>
      <form onSubmit={submit}>
        <FilesField label={t.scorecards.files} hint={t.scorecards.filesHint} error={wrong.files} onChoose={setFiles} />
        <TextField
          label={t.scorecards.signOff}
          hint={t.scorecards.signOffHint}
          value={signedOffBy}
          onInput={setSignedOffBy}
          error={wrong.signedOffBy}
        />
        {problem && <ProblemNotice problem={problem} />}
        <div class="actions">
          <button type="button" class="button" onClick={onClose}>
            {t.common.cancel}
          </button>
          <button type="submit" class="button primary" disabled={busy}>
            {t.scorecards.registerAction}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

interface FilesFieldProps {
  label: string;
  hint: string;
  error: string | undefined;
  onChoose(files: readonly File[]): void;
}

function FilesField({ label, hint, error, onChoose }: FilesFieldProps) {
  const id = useId();
  return (
    <div class={`field ${error === undefined ? '' : 'wrong'}`}>
      <label for={id}>{label}</label>
      <input
        id={id}
        type="file"
        multiple
        accept=".json,application/json"
        aria-invalid={error !== undefined}
        aria-describedby={`${id}-note`}
        onChange={(event) => onChoose([...(event.currentTarget.files ?? [])])}
      />
      <p id={`${id}-note`} class="note" role={error === undefined ? undefined : 'alert'}>
        {error ?? hint}
      </p>
    </div>
  );
}

/** The dictionary of this hash, if a card that the service knows came with it. */
async function knownDictionary({ entries }: Cards, hash: unknown): Promise<Record<string, unknown> | undefined> {
  const same = entries.find(({ madeFor }) => madeFor.hash === hash);
  const found = same && (await api.getScorecard({ id: same.id, version: same.version }));
  return found?.ok ? (found.data.dictionary as Record<string, unknown>) : undefined;
}
