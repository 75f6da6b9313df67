/** English for what the stage shows by place, shape or colour alone, told to those who only hear it. */

export const spoken = {
  version: 'version',
  ready: 'ready',
  changes: 'Latest changes, newest first',
  sentUpTo: 'sent up to',
  underway: 'not done yet',
  calling: 'calling',
  calledLast: 'called last:',
  worker: 'worker',
  failedAgainIn: 'failed, again in',
};
