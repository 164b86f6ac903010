// The npm packages scimmy and scimmy-routers over a store in memory: the handlers that their documentation asks an application for, and no more.
// usage: node server.mjs [--port N] [--token T]      prints its base URL; ends when its standard input does.
import { randomUUID } from "node:crypto";
import { isDeepStrictEqual, parseArgs } from "node:util";
import express from "express";
import SCIMMY from "scimmy";
import SCIMMYRouters from "scimmy-routers";

const { values: options } = parseArgs({ options: { port: { type: "string", default: "0" }, token: { type: "string", default: "scimmy-token" } } });
const users = new Map();
const groups = new Map();

const { Error: ScimError } = SCIMMY.Types;
const notFound = (id) => new ScimError(404, null, `Resource ${id} not found`);
const sameName = (a, b) => [a, b].map((name) => name?.normalize("NFKC").toLowerCase()).every((name, _, [first]) => name === first);

/** Stores a validated resource under a new id or over the one that is there. */
function save(store, resource, instance) {
    const known = store.get(resource.id);
    if (resource.id !== undefined && known === undefined) throw notFound(resource.id);

    const { schemas, meta, password, ...attributes } = JSON.parse(JSON.stringify(instance));
    const saved = { ...attributes, id: known?.id ?? randomUUID() };
    // RFC 7644 section 3.5.2.1: what changes nothing does not change the time of the last change.
    if (known !== undefined && isDeepStrictEqual(saved, (({ meta, ...others }) => others)(known))) return known;

    const now = new Date().toISOString();
    store.set(saved.id, { ...saved, meta: { created: known?.meta.created ?? now, lastModified: now } });
    return store.get(saved.id);
}

/** One resource by its id, or those that the filter matches. */
function find(store, resource, show) {
    if (resource.id === undefined) {
        const all = [...store.values()].map(show);
        return resource.filter ? resource.filter.match(all) : all;
    }

    if (!store.has(resource.id)) throw notFound(resource.id);
    return show(store.get(resource.id));
}

function remove(store, resource) {
    if (!store.delete(resource.id)) throw notFound(resource.id);
    for (const group of groups.values()) group.members = group.members?.filter((member) => member.value !== resource.id);
}

/** A user as it is shown: with the groups it is a direct member of. */
const showUser = (user) => {
    const memberships = [...groups.values()].filter((group) => group.members?.some((member) => member.value === user.id));
    return memberships.length === 0 ? user : {
        ...user,
        groups: memberships.map(({ id, displayName }) => ({ value: id, display: displayName, type: "direct", $ref: `${SCIMMY.Resources.Group.basepath()}/${id}` })),
    };
};

/** A group as it is shown: with the kind and the address of its members. */
const showGroup = (group) => group.members === undefined ? group : {
    ...group,
    members: group.members.map((member) => {
        const type = groups.has(member.value) ? "Group" : "User";
        return { ...member, type, $ref: `${SCIMMY.Resources[type].basepath()}/${member.value}` };
    }),
};

SCIMMY.Resources.declare(SCIMMY.Resources.User, {
    extensions: [{ schema: SCIMMY.Schemas.EnterpriseUser, required: false }],
    ingress: (resource, instance) => {
        if ([...users.values()].some((other) => other.id !== resource.id && sameName(other.userName, instance.userName))) {
            throw new ScimError(409, "uniqueness", `userName '${instance.userName}' is taken`);
        }

        return showUser(save(users, resource, instance));
    },
    egress: (resource) => find(users, resource, showUser),
    degress: (resource) => remove(users, resource),
});

SCIMMY.Resources.declare(SCIMMY.Resources.Group, {
    ingress: (resource, instance) => showGroup(save(groups, resource, instance)),
    egress: (resource) => find(groups, resource, showGroup),
    degress: (resource) => remove(groups, resource),
});

let address;
const app = express();
app.disable("x-powered-by");
app.use("/scim/v2", new SCIMMYRouters({
    type: "bearer",
    docUri: "https://scimmyjs.github.io",
    baseUri: () => address,
    handler: (request) => {
        if (request.header("Authorization") !== `Bearer ${options.token}`) throw new Error("The bearer token is missing or wrong");
    },
}));

const server = app.listen(Number(options.port), "127.0.0.1", () => {
    address = `http://127.0.0.1:${server.address().port}`;
    console.log(`listening on ${address}/scim/v2`);
});
process.stdin.on("end", () => process.exit(0)).resume();
