/**
 * `npm run -s conformance -- apiserver`: puts the scripts of test/golden/apiserver to our API server and
 * says where it answers otherwise than the real one did. `--prune` takes what is equal out of the list of
 * what is known to differ.
 */

import { parseArgs } from 'node:util';
import { beyondCases, compareTopic, forget, isEqual, notYet } from '#cli/transcripts/compare.ts';
import { differencesText } from '#cli/transcripts/differences.ts';
import { readTopics } from '#cli/transcripts/script.ts';

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function main(): number {
  const { values, positionals } = parseArgs({
    options: {
      only: { type: 'string', default: '' },
      prune: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
  if (positionals.length !== 1 || positionals[0] !== 'apiserver') {
    say('npm run conformance -- apiserver [--only TOPIC[/case]] [--prune]');
    return 2;
  }
  const known = notYet();
  const [topicWanted = '', caseWanted] = values.only.split('/');
  const topics = readTopics(topicWanted);
  const beyond = topics.flatMap(beyondCases).length;
  const compared = topics
    .flatMap(compareTopic)
    .filter(({ name }) => caseWanted === undefined || name.includes(`/${caseWanted}`));
  const equal = compared.filter(isEqual).length;
  for (const { name, fault, differences } of compared.filter((each) => !isEqual(each))) {
    say(known.has(name) ? `${name} (known: ${known.get(name)})` : name);
    say(fault === undefined ? differencesText(differences) : `  ${fault}`);
  }
  if (values.prune) forget(compared.filter(isEqual).map(({ name }) => name));
  if (beyond > 0) say(`${beyond} more are recorded of kinds that are not simulated`);
  say(`${equal} of ${compared.length} transcripts equal`);
  return equal === compared.length ? 0 : 1;
}

process.exitCode = main();
