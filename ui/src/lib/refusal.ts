import type { ErrorBody } from './bindings/ErrorBody';
import type { ErrorCode } from './bindings/ErrorCode';

/** A command's answer when it could not do what was asked; its message is meant to be shown. */
export class Refusal extends Error implements ErrorBody {
  readonly code: ErrorCode;
  readonly field: string | null;

  constructor(body: ErrorBody) {
    super(body.message);
    this.code = body.code;
    this.field = body.field;
  }
}

/** Turns whatever was thrown into a Refusal. Anything but an error body is a fault of ours, said plainly. */
export function asRefusal(cause: unknown): Refusal {
  if (cause instanceof Refusal) return cause;
  if (isErrorBody(cause)) return new Refusal(cause);
  return new Refusal({
    code: 'internal',
    message: 'Something went wrong inside Ajar. Try again, or close Ajar and open it once more.',
    field: null,
  });
}

function isErrorBody(value: unknown): value is ErrorBody {
  return typeof value === 'object' && value !== null && 'code' in value && 'message' in value;
}
