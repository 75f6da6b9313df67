/** English for the tabs above the stage: what can stand in the middle of the page. */

export const views = {
  run: 'The run',
  label: 'Views of the run',
  opening: 'Opening…',
  key: (about: string, key: number) => `${about} (${key})`,
  stage: 'Stage',
  stageAbout: 'Where everything is, and what is on its way',
  sequence: 'Sequence',
  sequenceAbout: 'Which goroutine handed what to whom, in which order',
  states: 'States',
  statesAbout: 'In which state of its life each thing is, and how it came there',
  requests: 'Requests',
  requestsAbout: 'What was asked of the API server, and what it answered',
  queue: 'Queue',
  queueAbout: 'What waited in the work queue, and for how long',
  metrics: 'Metrics',
  metricsAbout: 'What Prometheus would have scraped at this moment',
};
