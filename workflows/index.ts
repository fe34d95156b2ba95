export { conversation } from './conversation';
export { rescue } from './rescue';
