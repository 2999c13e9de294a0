// The HTTP server: hangs up the routes and the page, lets only this machine ask unless told otherwise, and answers every
// kind of nonsense with a status and a sentence. Nothing that arrives here can stop the simulation.

import fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import type { Running } from '../running';
import { ApiError, errorBody } from './apiError';
import { foreignRequest } from './guard';
import { readPage, type PagePart } from './page';
import { ROUTES } from './routes';

const BODY_LIMIT_BYTES = 64 * 1_024;
const REQUEST_TIMEOUT_MS = 30_000;

/** The page loads and asks nothing but what this server has. */
const PAGE_POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

export interface ServerOptions {
  /** Also answers requests from other machines. */
  readonly open?: boolean;
}

export function createServer(running: Running, options: ServerOptions = {}): FastifyInstance {
  const app = fastify({
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    forceCloseConnections: true,
  });

  // JSON alone: a page of another origin cannot send that without asking first.
  app.removeContentTypeParser('text/plain');

  app.addHook('onRequest', (request, reply, done) => {
    void reply.headers({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
    const { host, origin } = request.headers;
    done(options.open === true ? undefined : foreignRequest({ host, origin }));
  });

  const parts = readPage();
  for (const { path, type, text } of parts) {
    app.get(path, (_request, reply) =>
      reply.headers({ 'content-type': type, 'content-security-policy': PAGE_POLICY }).send(text),
    );
  }
  for (const { method, path, answer } of ROUTES) {
    app.route<{ Params: { id?: string } }>({
      method,
      url: path,
      handler: (request) => answer(running, { body: request.body, query: request.query, id: request.params.id ?? '' }),
    });
  }

  app.setNotFoundHandler((request, reply) => {
    const path = request.url.replace(/\?.*$/s, '');
    const methods = methodsOf(path, parts);
    if (methods.length === 0) {
      return reply.code(404).send(errorBody('unknownRoute', 'There is nothing here; the interface is under /api.'));
    }
    const allow = methods.join(', ');
    return reply
      .code(405)
      .header('allow', allow)
      .send(errorBody('wrongMethod', `Use ${allow} here.`));
  });

  app.setErrorHandler<FastifyError | ApiError>((error, _request, reply) => {
    if (error instanceof ApiError) {
      return reply.code(error.status).send(errorBody(error.code, error.message, error.details));
    }
    const status = error.statusCode ?? 500;
    if (status >= 400 && status < 500) return reply.code(status).send(errorBody('badRequest', explain(error)));
    // A bug of ours: the person at the terminal should see it, the client only that it is one.
    process.stderr.write(`The HTTP server failed: ${error.stack ?? error.message}\n`);
    return reply.code(500).send(errorBody('internal', 'The simulator failed here; its terminal says why.'));
  });

  return app;
}

/** Methods that a path answers to. */
function methodsOf(path: string, parts: readonly PagePart[]): string[] {
  if (parts.some((part) => part.path === path)) return ['GET'];
  return ROUTES.filter((route) => new RegExp(`^${route.path.replace(/:\w+/g, '[^/]+')}$`).test(path)).map(
    (route) => route.method,
  );
}

function explain(error: FastifyError): string {
  switch (error.code) {
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return 'Send JSON, with the header content-type: application/json.';
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return `Send at most ${BODY_LIMIT_BYTES} bytes.`;
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
      return 'Send a JSON object, or leave the header content-type out.';
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
      return 'The body is no valid JSON.';
    default:
      return error.message;
  }
}
