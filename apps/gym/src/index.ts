/** The gym's one face: start the practice sites, get their address and a way to stop them. */
export { startGym, type Gym, type GymOptions } from './gym.server.ts'
