// The limits of the API as numbers. What is given on the command line is text; where a property has a type CloudFormation
// makes a number of it, but the settings of single routes (RouteSettings) have none, and are handed on as they are.
const LIMITS = ['throttleRate', 'throttleBurst', 'computeRate', 'computeBurst'];

module.exports = async ({ resolveVariable }) => {
  const entries = LIMITS.map(async (name) => [name, Number(await resolveVariable(`param:${name}`))]);
  return Object.fromEntries(await Promise.all(entries));
};
