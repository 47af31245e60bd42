/** What `score` and `validate` both take. */
export const COMMON = `  --dictionary FILE  the card's dictionary (else CARD.dictionary.json or dictionary.json beside it, else the shipped one)
  --mapping FILE     where each fact stands and what its texts mean, as for tahini import
                     (else the columns that the card was learned from, or those of the facts' names)
  --absent a,b       facts of the card that the file does not have: missing in every row
  --consents a,b     consents that everybody gave
  --strict           refuse a category that the dictionary does not know (else it gets the unseen bin)
  --as-of DATE       the day of the facts and of the scores (today, UTC)
  --delimiter C      what divides the cells (,)
  --json             one JSON document on stdout`;

/** Where a running service is, for those who run it. */
export const SERVICE = `  --api URL         where the API is (http://127.0.0.1:3000); one that is not on this machine needs --token
  --token T         an administrator's token (else the development issuer of --state makes one)
  --state DIR       the state of the service on this machine (.tahini)`;
