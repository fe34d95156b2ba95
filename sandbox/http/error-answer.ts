import type { ErrorRequestHandler } from 'express';
import { ZodError } from 'zod';

/** A control that was called wrongly says what is wrong; anything else is the stand-in's own fault. */
export const errorAnswer: ErrorRequestHandler = (error: unknown, _req, res, next) => {
  if (res.headersSent) {
    next(error);
    return;
  }
  const status = error instanceof ZodError || error instanceof SyntaxError ? 400 : 500;
  res.status(status).json({ error: error instanceof Error ? error.message : 'The stand-in failed.' });
};
