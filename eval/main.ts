import { existsSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import demoArticles from '../agent/demo-articles.json';
import { createModelAgent } from '../agent/model-agent';
import { createArticleIndex } from '../agent/retrieval/article-index';
import { readConfig } from '../config';
import { baselinesSection } from './baselines-section';
import { readCaseSets, type CaseSets } from './case-sets';
import { dialoguesSection } from './dialogues-section';
import { ownFaqSets } from './faq-own-sets';
import { faqSection } from './faq-section';
import { readFollowUps, readOffers } from './follow-ups';
import { followUpsSection } from './follow-ups-section';
import { product } from './judge';
import { listErrors } from './list-errors';
import { modelSection } from './model-section';
import { ownSetSection } from './own-set-section';
import { printSections } from './print';
import { readOptions, USAGE, type EvalOptions } from './read-options';
import { retrievalSection } from './retrieval-section';
import { requestsSection } from './requests-section';
import type { Section, Sources } from './section';
import { timeSection } from './time-section';
import { trainFollowUps } from './train-follow-ups';
import { trainRequests } from './train-requests';
import { trainUpset } from './train-upset';
import { readTrainingSets } from './training-sets';
import { unknownFiles } from './unknown-files';
import { upsetSection } from './upset-section';

const OWN = path.join(__dirname, 'data');
/** Development data stand next to a checkout and are no part of it: their licences allow measuring, not shipping. */
const SHARED = path.join(__dirname, '..', '..', 'shared', 'data');
const EX_USAGE = 64;

/**
 * `npm run eval`: measures how the decision to hand off does on labelled messages, offline. Prints tables; exits with 1 if a
 * figure is below its floor, with 64 if the arguments cannot be read.
 */
export async function main(args: readonly string[]): Promise<void> {
  const options = readOptions(args);
  if (typeof options === 'string') {
    refuse(`${options}\nUsage: ${USAGE}`);
    return;
  }
  const unseen = options.data === null ? null : path.resolve(options.data);
  if (unseen !== null && !isFolder(unseen)) {
    refuse(`--data: there is no folder ${unseen}`);
    return;
  }
  const startedMs = performance.now();
  const sources: Sources = { own: OWN, shared: existsSync(SHARED) ? SHARED : null, unseen };
  if (options.train) {
    if (sources.shared === null) refuse(`--train: the development data are not at ${SHARED}`);
    else {
      const sets = readTrainingSets({ own: OWN, shared: SHARED, unseen: null });
      process.stdout.write(`${[trainUpset(sets), trainRequests(sets), trainFollowUps(sets)].join('\n')}\n`);
    }
    return;
  }
  const { sections, problems, errors } = await measure(sources, options);
  const failed = sections.flatMap((section) => section.floors.filter(({ passed }) => !passed).map(({ name }) => name));
  const lines = [
    ...errors,
    printSections(sections),
    ...problems,
    '',
    'Rows marked "tuned on" were looked at while the rules and weights were made; floors count the reported parts.',
    failed.length === 0 ? 'Every floor is kept.' : `Below the floor: ${failed.join('; ')}.`,
    `${((performance.now() - startedMs) / 1000).toFixed(1)} s`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  if (options.json !== null)
    writeFileSync(options.json, `${JSON.stringify({ sections, problems, failed }, null, 2)}\n`);
  if (failed.length > 0) process.exitCode = 1;
}

async function measure(
  sources: Sources,
  { errors, ...options }: EvalOptions,
): Promise<{ sections: Section[]; problems: string[]; errors: string[] }> {
  const sets = readCaseSets(sources);
  const all = [...sets.requests, ...sets.upset, ...sets.unrelated];
  const sections = [
    ...(sources.unseen === null ? [ownSetSection([...sets.requests, ...sets.upset])] : []),
    requestsSection(sets.requests, sets.unrelated, product),
    upsetSection(sets.upset, sets.unrelated, product),
    ...(sources.unseen === null ? [followUpsSection(readFollowUps(OWN, 'reported'), readOffers(OWN, 'reported'))] : []),
    ...(await faqSection(sources)),
    ...(await dialoguesSection(sources)),
    baselinesSection(sets, sources.unseen === null),
    timeSection(all),
    ...(sources.unseen === null ? [await retrievalSection(sources)] : []),
    ...(await modelSections(sets, sources, options)),
  ];
  const problems = [
    ...sets.problems.map((problem) => `Skipped ${problem}`),
    ...(sources.unseen === null
      ? []
      : unknownFiles(sources.unseen).map((file) => `Skipped ${file}: not a file of the layout`)),
    ...(sources.shared === null && sources.unseen === null
      ? ['The development data are not here: only our own set is measured.']
      : []),
  ];
  return {
    sections: sections.filter(({ rows }) => rows.length > 0),
    problems,
    errors: errors ? listErrors(sets, product) : [],
  };
}

/** The model that the product would use, asked about a sample, when there is a key for it. */
async function modelSections(
  sets: CaseSets,
  sources: Sources,
  { model: sample, price }: Pick<EvalOptions, 'model' | 'price'>,
): Promise<Section[]> {
  const { openai } = readConfig('dev');
  if (openai.apiKey === null || sample === 0) return [];
  const name = `${openai.model} at ${new URL(openai.baseUrl).host}`;
  const index = createArticleIndex(demoArticles);
  const agent = createModelAgent({ ...openai, apiKey: openai.apiKey, index: () => index });
  const [demo] = ownFaqSets(sources);
  const questions = sources.unseen === null ? (demo?.folds.flatMap((fold) => fold.questions) ?? []) : [];
  process.stderr.write(`Asking ${name} about ${sample} messages at most; --model=0 leaves that out.\n`);
  return [await modelSection(sets, questions, { agent, name, sample, price })];
}

const isFolder = (dir: string): boolean => existsSync(dir) && statSync(dir).isDirectory();

function refuse(complaint: string): void {
  process.stderr.write(`${complaint}\n`);
  process.exitCode = EX_USAGE;
}
