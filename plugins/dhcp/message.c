/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * message.c -- the BOOTP header and the options that matter here.
 */
#include "plugins/dhcp/message.h"
#include "plugins/dhcp/extra.h"

#include <arpa/inet.h>
#include <netrecover/reader.h>

#define COOKIE 0x63825363u

enum option {
	OPTION_PAD = 0,
	OPTION_NETMASK = 1,
	OPTION_ROUTER = 3,
	OPTION_DNS = 6,
	OPTION_HOST_NAME = 12,
	OPTION_DOMAIN = 15,
	OPTION_REQUESTED = 50,
	OPTION_LEASE = 51,
	OPTION_OVERLOAD = 52,
	OPTION_TYPE = 53,
	OPTION_SERVER = 54,
	OPTION_WANTS = 55,
	OPTION_TEXT = 56,
	OPTION_T1 = 58,
	OPTION_T2 = 59,
	OPTION_VENDOR_CLASS = 60,
	OPTION_CLIENT_ID = 61,
	OPTION_TFTP_NAME = 66,
	OPTION_TFTP_SERVERS = MESSAGE_TFTP_SERVERS,
	OPTION_END = 255,
};

const char *message_type_name(enum message_type type)
{
	static const char *const names[] = {
		[MESSAGE_NONE] = "NONE",       [MESSAGE_DISCOVER] = "DISCOVER",
		[MESSAGE_OFFER] = "OFFER",     [MESSAGE_REQUEST] = "REQUEST",
		[MESSAGE_DECLINE] = "DECLINE", [MESSAGE_ACK] = "ACK",
		[MESSAGE_NAK] = "NAK",         [MESSAGE_RELEASE] = "RELEASE",
		[MESSAGE_INFORM] = "INFORM",
	};

	return (unsigned)type <= MESSAGE_INFORM ? names[type] : "?";
}

/* -- bytes to struct ------------------------------------------------------- */

/*
 * The next option: its code, and in *value its bytes.  OPTION_END at the end of
 * the options or of the bytes; then nr_ok(r) says whether the walk was sound.
 */
static uint8_t next_option(struct nr_reader *r, struct nr_reader *value)
{
	uint8_t code = OPTION_PAD;

	*value = nr_reader(NULL, 0);
	while (code == OPTION_PAD && nr_left(r) > 0)
		code = nr_u8(r);
	if (code == OPTION_PAD || code == OPTION_END)
		return OPTION_END;
	*value = nr_sub(r, nr_u8(r));
	return nr_ok(r) && nr_ok(value) ? code : OPTION_END;
}

static struct in_addr read_address(struct nr_reader *r)
{
	struct in_addr a = { htonl(nr_u32(r)) };

	return a;
}

static bool read_one_address(struct nr_reader value, struct in_addr *out)
{
	*out = read_address(&value);
	return nr_ok(&value) && nr_left(&value) == 0;
}

/*
 * Some phones send what RFC 3925 has for another option: the number of their maker first, a NUL and
 * three bytes.  The text that follows tells what they are; what is no text shows as '?'.
 */
static void read_class(struct nr_reader value, char *out, size_t size)
{
	bool numbered = nr_left(&value) > 0 && *value.pos == 0;
	size_t n = 0;

	if (!numbered) {
		nr_text(value, out, size);
		return;
	}
	while (nr_left(&value) > 0 && n + 1 < size) {
		uint8_t c = nr_u8(&value);

		out[n++] = c < 0x20 || c > 0x7e ? '?' : (char)c;
	}
	out[n] = '\0';
}

static void read_wants(struct nr_reader value, struct message *out)
{
	while (nr_left(&value) > 0) {
		uint8_t code = nr_u8(&value);

		out->wants[code / 8] |= (uint8_t)(1u << code % 8);
	}
}

/* False: an option of a length that its kind can not have. */
static bool read_option(uint8_t code, struct nr_reader value, struct message *out)
{
	switch (code) {
	case OPTION_TYPE:
		if (nr_left(&value) != 1)
			return false;
		out->type = (enum message_type)nr_u8(&value);
		break;
	case OPTION_REQUESTED:
		return read_one_address(value, &out->requested);
	case OPTION_SERVER:
		return read_one_address(value, &out->server);
	case OPTION_WANTS:
		read_wants(value, out);
		break;
	case OPTION_VENDOR_CLASS:
		read_class(value, out->vendor_class, sizeof(out->vendor_class));
		break;
	case OPTION_HOST_NAME:
		nr_text(value, out->host_name, sizeof(out->host_name));
		break;
	case OPTION_CLIENT_ID:
		out->client_id_size = (uint8_t)nr_left(&value);
		break;
	default:
		break;
	}
	return true;
}

static enum drop read_options(struct nr_reader r, struct message *out)
{
	struct nr_reader value;
	uint8_t code;

	while ((code = next_option(&r, &value)) != OPTION_END)
		if (!read_option(code, value, out))
			return DROP_OPTION_LENGTH;
	/* A missing end mark is forgiven, an option cut short is not. */
	if (!nr_ok(&r) || !nr_ok(&value))
		return DROP_OPTIONS;
	if (out->type < MESSAGE_DISCOVER || out->type > MESSAGE_INFORM)
		return DROP_TYPE;
	return DROP_NONE;
}

static bool is_station(const struct nr_mac *mac)
{
	static const struct nr_mac none;

	return !(mac->b[0] & 1) && memcmp(mac, &none, sizeof(none)) != 0;
}

enum drop message_parse(const uint8_t *data, size_t size, enum message_op op, struct message *out)
{
	struct nr_reader r = nr_reader(data, size);
	const uint8_t *chaddr;
	uint8_t head[4];

	memset(out, 0, sizeof(*out));
	if (size < 236 + 4)
		return DROP_SHORT;
	for (int i = 0; i < 4; i++)
		head[i] = nr_u8(&r);
	if (head[0] != op)
		return DROP_OP;
	if (head[1] != 1 || head[2] != 6)
		return DROP_HARDWARE;
	out->xid = nr_u32(&r);
	nr_u16(&r);                     /* secs: every client has its own idea of it */
	out->flags = nr_u16(&r);
	out->ciaddr = read_address(&r);
	out->yiaddr = read_address(&r);
	out->siaddr = read_address(&r);
	out->giaddr = read_address(&r);
	chaddr = nr_take(&r, sizeof(out->chaddr));
	memcpy(out->chaddr, chaddr, sizeof(out->chaddr));
	memcpy(out->mac.b, chaddr, 6);
	nr_take(&r, 64 + 128);          /* sname, file */
	if (!is_station(&out->mac))
		return DROP_MAC;
	if (nr_u32(&r) != COOKIE)
		return DROP_COOKIE;
	return read_options(r, out);
}

const char *message_boot(const struct message *m)
{
	if (m->type == MESSAGE_DISCOVER)
		return "discover";
	if (m->type == MESSAGE_REQUEST && m->requested.s_addr != INADDR_ANY &&
	    m->server.s_addr == INADDR_ANY && m->ciaddr.s_addr == INADDR_ANY)
		return "init-reboot";
	return NULL;
}

/* -- struct to bytes ------------------------------------------------------- */

/* Every size below is fixed and small; the bound only guards against a later mistake. */
struct message_writer {
	uint8_t *out;
	size_t at;
};

static void put(struct message_writer *w, const void *bytes, size_t n)
{
	if (n > MESSAGE_MAX - w->at)
		return;
	memcpy(w->out + w->at, bytes, n);
	w->at += n;
}

static void put_u8(struct message_writer *w, uint8_t v)
{
	put(w, &v, 1);
}

static void put_u32(struct message_writer *w, uint32_t v)
{
	uint32_t n = htonl(v);

	put(w, &n, 4);
}

static void put_option(struct message_writer *w, uint8_t code, const void *bytes, size_t n)
{
	put_u8(w, code);
	put_u8(w, (uint8_t)n);
	put(w, bytes, n);
}

static void put_option_u32(struct message_writer *w, uint8_t code, uint32_t v)
{
	uint32_t n = htonl(v);

	put_option(w, code, &n, 4);
}

static void put_option_text(struct message_writer *w, uint8_t code, const char *text)
{
	put_option(w, code, text, strlen(text));
}

/* The fixed part, zeroed, with what a reply copies from the request. */
static struct message_writer begin(uint8_t out[MESSAGE_MAX], uint8_t op, uint32_t xid, uint16_t flags,
			   const uint8_t chaddr[16])
{
	struct message_writer w = { out, 0 };
	uint16_t n = htons(flags);

	memset(out, 0, MESSAGE_MAX);
	out[0] = op;
	out[1] = 1;
	out[2] = 6;
	w.at = 4;
	put_u32(&w, xid);
	memcpy(out + 10, &n, 2);
	memcpy(out + 28, chaddr, 16);
	w.at = 236;
	put_u32(&w, COOKIE);
	return w;
}

static size_t end(struct message_writer *w)
{
	put_u8(w, OPTION_END);
	return w->at < MESSAGE_MIN ? MESSAGE_MIN : w->at;
}

static void put_times(struct message_writer *w, const struct message *request, uint32_t lease)
{
	put_option_u32(w, OPTION_LEASE, lease);
	if (message_wants(request, OPTION_T1))
		put_option_u32(w, OPTION_T1, lease / 2);
	if (message_wants(request, OPTION_T2))
		put_option_u32(w, OPTION_T2, lease / 8 * 7);
}

/* What does not fit is left out whole; the end mark has its place. */
static void put_extra(struct message_writer *w, const struct message *request, const struct extra *x)
{
	for (size_t i = 0; i < x->count; i++) {
		const struct extra_option *o = &x->option[i];

		if (!o->silent && (o->always || message_wants(request, o->code)) &&
		    o->size + 3u <= MESSAGE_MAX - w->at)
			put_option(w, o->code, x->bytes + o->at, o->size);
	}
}

/*
 * All that a phone needs to find its files, whether asked for or not: the
 * loaders of some ask for less than they use.  150 wins over 66, 66 over
 * siaddr; they all name us, unless the model of the phone or the operator wants another
 * word there.  No domain (15), and vendor options (43) only where somebody wants them.
 */
static void put_network(struct message_writer *w, const struct message *request,
			const struct message_answer *a)
{
	static const struct extra none;
	const struct extra *x = a->extra ? a->extra : &none;
	char dotted[INET_ADDRSTRLEN] = "";

	put_option(w, OPTION_NETMASK, &a->netmask, 4);
	if (!extra_has(x, OPTION_ROUTER))
		put_option(w, OPTION_ROUTER, &a->server, 4);
	if (message_wants(request, OPTION_DNS) && !extra_has(x, OPTION_DNS))
		put_option(w, OPTION_DNS, &a->server, 4);
	inet_ntop(AF_INET, &a->server, dotted, sizeof(dotted));
	if (!extra_has(x, OPTION_TFTP_NAME))
		put_option_text(w, OPTION_TFTP_NAME, dotted);
	if (!extra_has(x, OPTION_TFTP_SERVERS))
		put_option(w, OPTION_TFTP_SERVERS, &a->server, 4);
	put_extra(w, request, x);
}

size_t message_write_answer(uint8_t out[MESSAGE_MAX], const struct message *request,
			    const struct message_answer *a)
{
	struct message_writer w = begin(out, MESSAGE_REPLY_OP, request->xid, request->flags, request->chaddr);
	uint8_t type = (uint8_t)a->type;

	put_option(&w, OPTION_TYPE, &type, 1);
	put_option(&w, OPTION_SERVER, &a->server, 4);
	if (a->type == MESSAGE_NAK) {
		put_option_text(&w, OPTION_TEXT, "not your address here");
		return end(&w);
	}
	if (a->type == MESSAGE_ACK)
		memcpy(out + 12, &request->ciaddr, 4);
	memcpy(out + 16, &a->address, 4);
	memcpy(out + 20, &a->server, 4);
	if (a->address.s_addr != INADDR_ANY)
		put_times(&w, request, a->lease);
	put_network(&w, request, a);
	return end(&w);
}

size_t message_write_discover(uint8_t out[MESSAGE_MAX], const struct nr_mac *mac, uint32_t xid,
			      const char *vendor_class)
{
	static const uint8_t wants[] = { OPTION_NETMASK, OPTION_TFTP_NAME, OPTION_DNS, OPTION_ROUTER,
					 OPTION_DOMAIN, OPTION_TFTP_SERVERS };
	uint8_t chaddr[16] = { 0 }, type = MESSAGE_DISCOVER, id[7] = { 1 };
	struct message_writer w;

	memcpy(chaddr, mac->b, 6);
	memcpy(id + 1, mac->b, 6);
	w = begin(out, MESSAGE_REQUEST_OP, xid, 0x8000, chaddr);
	put_option(&w, OPTION_TYPE, &type, 1);
	put_option(&w, OPTION_CLIENT_ID, id, sizeof(id));
	put_option_text(&w, OPTION_VENDOR_CLASS, vendor_class);
	put_option(&w, OPTION_WANTS, wants, sizeof(wants));
	return end(&w);
}

/* -- the phone's view of an offer ------------------------------------------- */

struct offer_view {
	bool typed, mask, lease, server, files;
	uint8_t overload;
};

/* What the phone's parser stumbles over, or NULL. */
static const char *view_option(uint8_t code, struct nr_reader value, struct offer_view *view)
{
	size_t n = nr_left(&value);

	switch (code) {
	case OPTION_TYPE:
		if (n != 1 || (*value.pos != MESSAGE_OFFER && *value.pos != MESSAGE_ACK))
			return "option 53 is neither OFFER nor ACK";
		view->typed = true;
		return NULL;
	case OPTION_NETMASK:
		view->mask = true;
		return n == 4 ? NULL : "option 1 (netmask) is not 4 bytes long";
	case OPTION_LEASE:
		view->lease = true;
		return n == 4 ? NULL : "option 51 (lease time) is not 4 bytes long";
	case OPTION_SERVER:
		view->server = true;
		return n == 4 ? NULL : "option 54 (server) is not 4 bytes long";
	case OPTION_ROUTER:
		return n && n % 4 == 0 ? NULL : "option 3 (router) is not a list of addresses";
	case OPTION_DNS:
		return n && n % 4 == 0 ? NULL : "option 6 (name servers) is not a list of addresses";
	case OPTION_TFTP_SERVERS:
		view->files = true;
		return n && n % 4 == 0 ? NULL :
			"option 150 (file servers) is not a list of addresses: typed in as text?";
	case OPTION_TFTP_NAME:
		view->files |= n > 0;
		return n < 64 ? NULL : "option 66 (file server's name) is longer than 63 bytes";
	case OPTION_OVERLOAD:
		view->overload = n == 1 ? *value.pos : 0;
		return n == 1 ? NULL : "option 52 (overload) is not 1 byte long";
	default:
		return NULL;
	}
}

static const char *view_options(struct nr_reader r, struct offer_view *view)
{
	struct nr_reader value;
	uint8_t code;

	while ((code = next_option(&r, &value)) != OPTION_END) {
		const char *fault = view_option(code, value, view);

		if (fault)
			return fault;
	}
	return nr_ok(&r) && nr_ok(&value) ? NULL : "an option runs past the end";
}

static const char *view_whole(const uint8_t *data, size_t size, struct offer_view *view)
{
	const char *fault = view_options(nr_reader(data + 240, size - 240), view);

	if (!fault && view->overload & 1)
		fault = view_options(nr_reader(data + 108, 128), view);
	if (!fault && view->overload & 2)
		fault = view_options(nr_reader(data + 44, 64), view);
	return fault;
}

size_t message_file_servers(const uint8_t *data, size_t size, struct in_addr *out, size_t max)
{
	struct nr_reader r, value;
	uint8_t code;
	size_t n = 0;

	if (size < 240)
		return 0;
	r = nr_reader(data + 240, size - 240);
	while ((code = next_option(&r, &value)) != OPTION_END) {
		if (code != OPTION_TFTP_SERVERS || nr_left(&value) % 4 != 0)
			continue;
		while (nr_left(&value) > 0) {
			struct in_addr a = read_address(&value);

			if (n < max)
				out[n] = a;
			n++;
		}
	}
	return n;
}

const char *message_offer_fault(const uint8_t *data, size_t size)
{
	static const uint8_t cookie[4] = { 0x63, 0x82, 0x53, 0x63 }, none[4];
	struct offer_view view = { 0 };
	const char *fault;

	if (size < MESSAGE_MIN)
		return "shorter than 300 bytes";
	if (data[0] != MESSAGE_REPLY_OP || memcmp(data + 236, cookie, 4) != 0)
		return "not a DHCP reply";
	fault = view_whole(data, size, &view);
	if (fault)
		return fault;
	if (!view.typed)
		return "option 53 (message type) is missing";
	if (memcmp(data + 16, none, 4) == 0)
		return "it offers no address";
	if (!view.mask || !view.lease || !view.server)
		return "option 1, 51 or 54 is missing";
	if (view.overload)
		return "option 52: fields are overloaded with options";
	if (!view.files && memcmp(data + 20, none, 4) == 0)
		return "it names no file server (150, 66, siaddr)";
	return NULL;
}
