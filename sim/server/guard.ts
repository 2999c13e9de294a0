// Who may ask: pages and programs of this machine. A web page from elsewhere that the user happens to have open must not
// reach the simulator, neither by a request across origins nor by a host name that was pointed at the loopback address.

import { ApiError } from './apiError';

export interface AskedBy {
  readonly host: string | undefined;
  readonly origin: string | undefined;
}

/** Undefined when the request may pass. */
export function foreignRequest({ host, origin }: AskedBy): ApiError | undefined {
  if (host === undefined || !isLoopback(hostNameOf(`http://${host}`))) {
    return new ApiError(403, 'foreignHost', 'Use http://localhost or http://127.0.0.1, or start with --listen.');
  }
  if (origin !== undefined && origin.toLowerCase() !== `http://${host.toLowerCase()}`) {
    return new ApiError(403, 'foreignOrigin', 'Pages of another origin may not ask; open the page of the simulator.');
  }
  return undefined;
}

/** As it stands in a URL: IPv6 in brackets. */
export function isLoopback(hostName: string | undefined): boolean {
  return hostName === 'localhost' || hostName === '[::1]' || (hostName !== undefined && isLoopbackIpv4(hostName));
}

function isLoopbackIpv4(hostName: string): boolean {
  return /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostName);
}

function hostNameOf(url: string): string | undefined {
  // Nothing but a host and a port: what a URL parser would forgive is no Host header.
  if (!/^http:\/\/[a-z0-9.[\]:-]+$/i.test(url)) return undefined;
  return URL.canParse(url) ? new URL(url).hostname : undefined;
}
