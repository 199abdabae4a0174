import type { Call } from '../call/call.ts';

/** Which calls an indicator counts. */
export const isSuccess = ({ outcome }: Call): boolean => outcome === 'success';

/** The API or the gateway said no. */
export const isTurnedAway = ({ outcome }: Call): boolean => outcome === 'rejected' || outcome === 'refused';

/** Of a connection that stays open after an upgrade. */
const SWITCHED = 101;

/** A server worked on it as long as it says: what could not be connected to did not, and what stays open keeps none busy by that alone. */
export const isServed = ({ exchange: { status, upstream, problem } }: Call): boolean =>
  upstream !== null && problem !== 'upstream-unreachable' && status !== SWITCHED;

export const isAny = (): boolean => true;

/** It was said no to. Where the server failed, or nobody looked at it, it is not known whether the password was right. */
export const isFailedLogin = ({ login, outcome }: Call): boolean =>
  login !== undefined && !login.succeeded && outcome !== 'error' && outcome !== 'sanctioned';

export const isNamedFailedLogin = (call: Call): boolean => isFailedLogin(call) && call.login?.user !== '';

export const isLogin = ({ login }: Call): boolean => login !== undefined;

/** It changes or adds something, and was done. */
export const isDoneChange = ({ outcome, login, exchange: { method } }: Call): boolean =>
  outcome === 'success' && login === undefined && (method === 'POST' || method === 'PUT' || method === 'PATCH');

export const isDoneDeletion = ({ outcome, exchange: { method } }: Call): boolean => outcome === 'success' && method === 'DELETE';

export const isReadOfObjects = ({ outcome, objects }: Call): boolean => outcome === 'success' && objects.length > 0;

/** 404, 403 and their like for an object that was named. */
export const isMissedObject = ({ outcome, objects, exchange: { status } }: Call): boolean =>
  objects.length > 0 && (outcome === 'rejected' || outcome === 'refused') && (status === 404 || status === 403 || status === 410);
