import { useTexts } from '../i18n/use-texts.ts';
import { PageHeader } from '../parts/PageHeader.tsx';
import { Empty } from '../parts/states.tsx';
import { href } from '../route.ts';
import { FindPerson } from './FindPerson.tsx';
import { Person } from './Person.tsx';

const SAMPLES = ['sample-0001', 'sample-0002', 'sample-0003'];

/** `#/people` asks for an id, `#/people/{id}` shows that person. */
export function PersonPage({ rest: [subjectId] }: { rest: readonly string[] }) {
  const { t } = useTexts();
  const about = subjectId === undefined ? { title: t.person.title, lead: t.person.lead } : { title: subjectId };
  return (
    <>
      <PageHeader {...about}>
        <FindPerson key={subjectId} />
      </PageHeader>
      {subjectId === undefined ? (
        <Empty title={t.person.nobody}>
          <p>{t.person.nobodyHint}</p>
          <ul class="chips">
            {SAMPLES.map((id) => (
              <li key={id}>
                <a href={href('people', id)}>{id}</a>
              </li>
            ))}
          </ul>
        </Empty>
      ) : (
        <Person key={subjectId} subjectId={subjectId} />
      )}
    </>
  );
}
