// A refusal on its way to a client: a status, a code for programs, a sentence for people that says what to do.

import type { Refusal } from '../../src/settings/refusal';

export interface ErrorDetails {
  readonly key?: string;
  readonly limit?: number;
  readonly rule?: string;
}

export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly details: ErrorDetails;

  constructor(status: number, code: string, message: string, details: ErrorDetails = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.details = details;
  }
}

/** The body of every answer that is no success. */
export function errorBody(code: string, message: string, details: ErrorDetails = {}): object {
  return { error: { code, message, ...details } };
}

export function refused({ code, message, key, limit, rule }: Refusal): ApiError {
  const details = {
    ...(key === undefined ? {} : { key }),
    ...(limit === undefined ? {} : { limit }),
    ...(rule === undefined ? {} : { rule }),
  };
  return new ApiError(code === 'noAccess' ? 403 : 400, code, message, details);
}
