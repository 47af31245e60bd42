/** By the names of a dictionary, which is whatever the service was given: what has no words is told by its name. */
type Words = Readonly<Record<string, string>>;

export const units = {
  percent: '%',
  'percent of the local monthly minimum wage': '% of the minimum wage',
  'days of usual spending': 'days of spending',
} as Words;

export const categories = {
  none: 'None',
  satisfied: 'Judgment, since satisfied',
  open: 'Open judgment',
  enforcement: 'Under enforcement',
  toolsOrStock: 'Tools or stock',
  vehicle: 'Vehicle',
  landOrHome: 'Land or home',
  primary: 'Primary school',
  secondary: 'Secondary school',
  vocational: 'Vocational training',
  tertiary: 'University or college',
  female: 'Female',
  male: 'Male',
  other: 'Other',
  undisclosed: 'Not disclosed',
  majority: 'Majority',
  minority: 'Minority',
  bornHere: 'Born here',
  bornAbroad: 'Born abroad',
  single: 'Single',
  married: 'Married',
  separated: 'Separated',
  divorced: 'Divorced',
  widowed: 'Widowed',
} as Words;
