import { useState } from 'preact/hooks';
import { SubjectId } from '../../../lib/schemas/profile.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { TextField } from '../parts/fields.tsx';
import { go } from '../route.ts';

export function FindPerson() {
  const { t } = useTexts();
  const [id, setId] = useState('');
  const [isWrong, setIsWrong] = useState(false);
  const open = (event: Event) => {
    event.preventDefault();
    const wanted = id.trim();
    const isId = SubjectId.safeParse(wanted).success;
    setIsWrong(!isId);
    if (isId) go('people', wanted);
  };
  return (
    <search>
      <form class="find" onSubmit={open}>
        <TextField
          label={t.person.subjectId}
          type="search"
          placeholder="amina"
          value={id}
          onInput={setId}
          error={isWrong ? t.person.badId : undefined}
        />
        <button type="submit" class="button primary">
          {t.person.open}
        </button>
      </form>
    </search>
  );
}
