import { wordsOf } from './words.ts';

/** What a column's name sounds like. Only a sound: the lender says what it is. */
export type Sound = 'protected' | 'age';

/**
 * Grounds on which credit may not be refused (Equal Credit Opportunity Act, 15 U.S.C. 1691(a); Regulation B, 12 CFR
 * 1002.2(z); EU Charter, Article 21), in English and in some common languages. Whole words of a name, without accents.
 */
const PROTECTED = new Set(
  `sex gender male female race racial ethnic ethnicity color colour religion religious creed caste nationality
  nationalities citizen citizenship foreigner immigrant immigration migrant marital marriage married divorced widowed
  spouse welfare disability disabilities disabled handicap handicapped pregnant pregnancy maternity orientation lgbt
  genetic tribe tribal
  geschlecht rasse ethnie religionszugehoerigkeit konfession nationalitaet nationalitat staatsangehoerigkeit
  staatsangehorigkeit familienstand auslaender auslander behinderung
  sexe genre origine ethnique nationalite matrimoniale
  sexo genero raza etnia nacionalidad discapacidad raca nacionalidade religiao deficiencia
  sesso razza nazionalita religione geslacht nationaliteit godsdienst burgerlijke`.split(/\s+/),
);

/** Words that together mean one of these grounds, in this order, with nothing between them. */
const PROTECTED_PHRASES =
  /\b(foreign worker|foreign born|national origin|country of (birth|origin)|birth country|place of birth|birth ?place|personal status|civil (status|state)|family status|relationship status|public assistance|social assistance|skin tone|etat civil|situation familiale|estado civil|stato civile|sexual|native (language|country)|mother tongue)\b/;

/** Written together, or in scripts without spaces. */
const PROTECTED_PARTS =
  /maritalstatus|marital|gender|ethnic|religio|nationalit|citizenship|disabilit|foreignworker|nationalorigin|civilstatus|estadocivil|familienstand|geschlecht|性别|性別|种族|種族|民族|宗教|国籍|國籍|婚姻|残疾|殘疾|性取向/;

const AGE = new Set('age ages aged edad idade eta alter leeftijd dob birthdate birthday birthyear'.split(' '));
const AGE_PHRASES = /\b(date of birth|birth ?(date|day|year)|year of birth|geburts(datum|jahr)|fecha de nacimiento)\b/;
const AGE_PARTS = /dateofbirth|birthdate|yearofbirth|geburtsdatum|ageyears|ageinyears|年龄|年齡|出生/;

/** The age, or the colour, of a thing is nobody's age or colour. */
const THINGS = new Set(
  `account accounts acct acc loan loans credit credits card cards line lines trade trades tradeline file vehicle car auto
  property house home building employment job company business firm relationship customer membership oldest newest
  average avg mean delinquency inquiry phone device address domain email bureau history collateral equipment`.split(
    /\s+/,
  ),
);
const OF_THINGS_TOO = new Set('age ages aged color colour orientation origine genre alter'.split(' '));

export function soundOf(name: string): Sound | undefined {
  const words = wordsOf(name);
  const text = words.join(' ');
  const ofThing = words.some((word) => THINGS.has(word));
  const says = (known: ReadonlySet<string>) =>
    words.some((word) => known.has(word) && !(ofThing && OF_THINGS_TOO.has(word)));
  if (says(PROTECTED) || PROTECTED_PHRASES.test(text) || PROTECTED_PARTS.test(words.join(''))) return 'protected';
  if (says(AGE) || AGE_PHRASES.test(text) || (!ofThing && AGE_PARTS.test(words.join('')))) return 'age';
  return undefined;
}
