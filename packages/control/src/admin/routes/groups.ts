import { groupFields } from '../schemas/bodies.ts';
import { pageOf, pageQuery, takePage } from '../schemas/page.ts';
import { byId } from '../schemas/parameters.ts';
import { changed, gone, groupView } from '../schemas/views.ts';
import type { Routes } from './context.ts';
import { changeable, found } from './found.ts';

export const groupRoutes: Routes =
  ({ administration, actorOf }) =>
  async (app) => {
    app.get('/groups', { schema: { querystring: pageQuery, response: { 200: pageOf(groupView) } } }, async ({ query }) =>
      takePage('group', administration.list('group'), query),
    );
    app.get('/groups/:id', { schema: { params: byId, response: { 200: groupView } } }, async ({ params }) =>
      found(administration, 'group', params.id),
    );
    app.put('/groups/:id', { schema: { params: byId, body: groupFields, response: { 200: changed(groupView) } } }, async (request) => {
      const { id } = request.params;
      if (administration.find('group', id) !== undefined) changeable(administration, 'group', id);
      const { result, effect } = await administration.change((store) => store.putGroup({ id, ...request.body }, actorOf(request)));
      return { record: result, effect };
    });
    app.delete('/groups/:id', { schema: { params: byId, response: { 200: gone } } }, async (request) => {
      const { id } = request.params;
      changeable(administration, 'group', id);
      const { effect } = await administration.change((store) => store.removeGroup(id, actorOf(request)));
      return { effect };
    });
  };
