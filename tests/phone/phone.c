/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * phone.c -- the life of a phone, from power-on to "Registering...":
 *
 *   booting -> (rebinding) -> selecting -> requesting -> probing
 *        ^                                                  |
 *        |          +--------------- pausing <--------------+
 *        |          v                   ^
 *        |       fetching: CTL ITL ITLFile SEP<MAC> XMLDefault <load>.loads images
 *        |          |                   |
 *        |          v                   v
 *        +-- registering    flashing -> rebooting -> booting
 *
 * Its own waiting times are those of real phones, divided by --speed; the ones
 * that a server on a busy machine must be able to meet have a floor.
 */
#include <config.h>

#include "tests/phone/phone.h"
#include "tests/phone/cdp.h"
#include "tests/phone/sccp.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#define CONFIG_MAX 550001               /* a 7942 takes no longer configuration */
#define FILE_MAX (64u << 20)
#define REGISTER_TRIES 4

static void __attribute__((format(printf, 3, 4)))
say(const struct phone *p, int64_t now, const char *format, ...)
{
	int64_t ms = now - p->started;
	va_list ap;

	if (!p->log)
		return;
	fprintf(p->log, "%4" PRId64 ".%03" PRId64 " %s ", ms / 1000, ms % 1000, p->name);
	va_start(ap, format);
	vfprintf(p->log, format, ap);
	va_end(ap);
	fputc('\n', p->log);
	fflush(p->log);
}

static const char *dotted(uint32_t ip, char buf[16])
{
	snprintf(buf, 16, "%u.%u.%u.%u", ip >> 24, ip >> 16 & 255, ip >> 8 & 255, ip & 255);
	return buf;
}

/* A waiting time of @ms on a real phone, never shorter than @floor. */
static void move(struct phone *p, enum phone_state state, int64_t now, int64_t ms, int64_t floor)
{
	int64_t wait = ms / p->speed;

	p->state = state;
	p->due = now + (wait > floor ? wait : floor);
}

static void send_cdp(struct phone *p, int64_t now)
{
	uint8_t frame[CDP_FRAME_MAX];
	struct cdp_says s = {
		.mac = p->setup.mac,
		.device = p->name,
		.version = p->setup.load[0] ? p->setup.load : "79XX_default_load",
		.platform = p->setup.handset->platform,
		.ip = p->host.ip,
	};
	int64_t wait = 60000 / p->speed;

	if (p->setup.cdp_ms)
		wait = p->setup.cdp_ms;
	p->cdp_due = now + (wait > 250 ? wait : 250);
	if (!p->setup.no_cdp)
		host_send_frame(&p->host, frame, cdp_encode(&s, frame));
}

static void send_dhcp(struct phone *p, enum dhcp_type type, uint32_t requested, uint32_t server)
{
	uint8_t message[DHCP_SIZE];
	struct dhcp_out m = {
		.type = type,
		.mac = p->setup.mac,
		.class_id = p->setup.class_id[0] ? p->setup.class_id : NULL,
		.host_name = p->name,
		.requested = requested,
		.server = server,
		.retry = p->tries,
		.unicast = p->setup.no_broadcast,
	};
	struct datagram d = {
		.src = p->old_ip, .dst = 0xffffffff, .sport = 68, .dport = 67,
		.data = message, .len = sizeof(message), .no_checksum = true,
	};

	dhcp_encode(&m, message);
	host_send_udp(&p->host, &d);
}

/* Wait for a reply: 4, 8, 16, 32 s. */
static void dhcp_wait(struct phone *p, enum phone_state state, int64_t now)
{
	move(p, state, now, 4000 << p->tries, 400 << p->tries);
}

static void discover(struct phone *p, int64_t now, bool again)
{
	p->tries = again && p->tries < 3 ? p->tries + 1 : 0;
	if (p->tries == 0)
		say(p, now, "sends DISCOVER");
	send_dhcp(p, DHCP_DISCOVER, 0, 0);
	dhcp_wait(p, PHONE_SELECTING, now);
}

static void rebind(struct phone *p, int64_t now, bool again)
{
	char ip[16];

	if (again && p->tries == 3) {
		discover(p, now, false);
		return;
	}
	p->tries = again ? p->tries + 1 : 0;
	if (!again)
		say(p, now, "asks for its old address %s", dotted(p->old_ip, ip));
	send_dhcp(p, DHCP_REQUEST, p->old_ip, 0);
	dhcp_wait(p, PHONE_REBINDING, now);
}

static void request(struct phone *p, int64_t now, bool again)
{
	if (again && p->tries == 3) {
		discover(p, now, false);
		return;
	}
	p->tries = again ? p->tries + 1 : 0;
	send_dhcp(p, DHCP_REQUEST, p->lease.yiaddr, p->lease.server);
	dhcp_wait(p, PHONE_REQUESTING, now);
}

/* Power, or the end of a reboot. */
static void boot(struct phone *p, int64_t now)
{
	int64_t delay = ((p->setup.mac[4] << 8 | p->setup.mac[5]) % 10 + 1) * 1000;

	host_reset(&p->host);
	p->call_manager.dport = 0;
	p->boots++;
	p->timeouts = 0;
	say(p, now, "starts, running %s", p->setup.load[0] ? p->setup.load : "no load (wiped)");
	send_cdp(p, now);
	move(p, PHONE_BOOTING, now, delay, 0);
}

static void begin_dhcp(struct phone *p, int64_t now)
{
	if (p->setup.init_reboot && p->old_ip)
		rebind(p, now, false);
	else
		discover(p, now, false);
}

/* Ask for @want after a pause. */
static void next(struct phone *p, enum phone_want want, int64_t now, int64_t ms)
{
	p->want = want;
	p->timeouts = 0;
	move(p, PHONE_PAUSING, now, ms, 1);
}

/* The bench's part of the boot is over; what comes first now? */
static void first_file(struct phone *p, int64_t now)
{
	enum dhcp_server_source source = dhcp_tftp_server(&p->lease, &p->server);
	char ip[16];

	if (p->server == 0) {
		say(p, now, "has no TFTP server (%s)", dhcp_server_source_name(source));
		move(p, PHONE_WAITING, now, 60000, 500);
		return;
	}
	say(p, now, "takes TFTP server %s from %s", dotted(p->server, ip),
	    dhcp_server_source_name(source));
	snprintf(p->list_name, sizeof(p->list_name), "term%s.default.loads", p->setup.handset->term);
	next(p, p->setup.load[0] ? WANT_CTL : WANT_LIST, now, 1000);
}

static void bound(struct phone *p, int64_t now)
{
	char ip[16];

	p->host.ip = p->old_ip = p->lease.yiaddr;
	p->host.mask = p->lease.mask ? p->lease.mask : 0xffffff00;
	p->host.router = p->lease.router;
	p->host.probing = 0;
	say(p, now, "has address %s", dotted(p->host.ip, ip));
	host_announce(&p->host);
	first_file(p, now);
}

static void probe(struct phone *p, int64_t now, bool again)
{
	p->tries = again ? p->tries + 1 : 0;
	if (p->host.conflict) {
		say(p, now, "declines an address that is in use");
		p->tries = 0;
		send_dhcp(p, DHCP_DECLINE, p->lease.yiaddr, p->lease.server);
		host_reset(&p->host);
		move(p, PHONE_WAITING, now, 10000, 100);
	} else if (p->tries == 3) {
		bound(p, now);
	} else {
		host_probe(&p->host, p->lease.yiaddr);
		move(p, PHONE_PROBING, now, 1000, 10);
	}
}

static void dhcp_input(struct phone *p, const struct packet *packet, int64_t now)
{
	struct dhcp_reply r;
	const char *why;
	enum dhcp_result result;

	if (p->state != PHONE_REBINDING && p->state != PHONE_SELECTING &&
	    p->state != PHONE_REQUESTING)
		return;
	result = dhcp_decode(packet->data, packet->len, p->setup.mac, &r, &why);
	if (result == DHCP_OTHER)
		return;
	if (result == DHCP_BAD) {
		say(p, now, "throws a DHCP reply away: %s", why);
		return;
	}
	if (r.type == DHCP_OFFER && p->state == PHONE_SELECTING) {
		p->lease = r;
		request(p, now, false);
	} else if (r.type == DHCP_ACK && p->state != PHONE_SELECTING) {
		p->lease = r;
		probe(p, now, false);
	} else if (r.type == DHCP_NAK && p->state != PHONE_SELECTING) {
		say(p, now, "gets a NAK");
		p->old_ip = 0;
		discover(p, now, false);
	}
}

static void wanted_name(const struct phone *p, char out[128])
{
	const char *mac = p->name + 3;

	switch (p->want) {
	case WANT_CTL:
		snprintf(out, 128, "CTLSEP%s.tlv", mac);
		break;
	case WANT_ITL:
		snprintf(out, 128, "ITLSEP%s.tlv", mac);
		break;
	case WANT_ITL_FILE:
		snprintf(out, 128, "ITLFile.tlv");
		break;
	case WANT_CONFIG:
		snprintf(out, 128, "SEP%s.cnf.xml", mac);
		break;
	case WANT_DEFAULTS:
		snprintf(out, 128, "XMLDefault.cnf.xml");
		break;
	case WANT_LIST:
		memcpy(out, p->list_name, 128);
		break;
	case WANT_IMAGE:
		memcpy(out, p->list.name[p->image], 128);
		break;
	}
}

static void send_tftp(struct phone *p)
{
	struct datagram d = {
		.src = p->host.ip, .dst = p->server, .sport = p->tftp_port,
		.dport = p->tftp.tid ? p->tftp.tid : 69,
		.data = p->tftp.out, .len = p->tftp.out_len,
	};

	host_send_udp(&p->host, &d);
}

static uint16_t new_port(struct phone *p)
{
	p->next_port = p->next_port < 49152 || p->next_port == UINT16_MAX ? 49152 :
		       (uint16_t)(p->next_port + 1);
	return p->next_port;
}

static void tftp_wait(struct phone *p, int64_t now)
{
	move(p, PHONE_FETCHING, now, 4000, 500);
}

static void fetch(struct phone *p, int64_t now)
{
	bool firmware = p->want == WANT_LIST || p->want == WANT_IMAGE;
	char name[128];

	wanted_name(p, name);
	tftp_finish(&p->tftp);
	tftp_begin(&p->tftp, name, firmware ? FILE_MAX : CONFIG_MAX);
	p->tftp_port = p->setup.port ? p->setup.port : new_port(p);
	p->tries = 0;
	say(p, now, "asks %s", name);
	send_tftp(p);
	tftp_wait(p, now);
}

static void reboot(struct phone *p, int64_t now)
{
	say(p, now, "reboots");
	host_reset(&p->host);
	move(p, PHONE_REBOOTING, now, 30000, 50);
}

/* It never gets any further: a wiped phone asks again, others begin again.  A
 * server takes two requests within a few seconds for one attempt, so even a fast
 * phone waits for longer than that. */
static void give_up(struct phone *p, int64_t now)
{
	if (p->setup.load[0]) {
		reboot(p, now);
		return;
	}
	next(p, WANT_LIST, now, 90000);
	if (p->due < now + 5500)
		p->due = now + 5500;
}

static void check_reached(struct phone *p, int64_t now)
{
	if (p->reached || (p->setup.until[0] && strcmp(p->setup.until, p->setup.load) != 0))
		return;
	p->reached = true;
	say(p, now, "has reached %s after %u boots", p->setup.load, p->boots);
}

static void try_register(struct phone *p, int64_t now, bool again)
{
	bool sip = strncmp(p->setup.load, "SIP", 3) == 0;
	uint16_t port = sip ? p->settings.sip_port : p->settings.sccp_port;
	char ip[16];

	if (p->setup.sick) {
		say(p, now, "crashes");
		reboot(p, now);
		return;
	}
	p->call_manager.dport = 0;
	p->tries = again ? p->tries + 1 : 0;
	if (p->tries == REGISTER_TRIES) {
		say(p, now, "gives up registering and begins again");
		move(p, PHONE_WAITING, now, 10000, 50);
		return;
	}
	if (!again)
		say(p, now, "registers at %s port %u with %s",
		    dotted(p->settings.call_manager, ip), port, p->setup.load);
	check_reached(p, now);
	if (p->settings.call_manager && !p->setup.no_register)
		host_send_syn(&p->host, p->settings.call_manager, new_port(p), port);
	move(p, PHONE_REGISTERING, now, 15000, 100);
}

static void take_config(struct phone *p, int64_t now)
{
	const char *lack = settings_read(p->tftp.data, p->tftp.len, p->setup.handset->type,
					 &p->settings);

	if (lack) {
		say(p, now, "does not accept %s: %s", p->tftp.name, lack);
		move(p, PHONE_WAITING, now, 60000, 200);
	} else if (p->settings.load[0] == '\0' || strcmp(p->settings.load, p->setup.load) == 0) {
		try_register(p, now, false);
	} else {
		snprintf(p->list_name, sizeof(p->list_name), "%s.loads", p->settings.load);
		next(p, WANT_LIST, now, 1000);
	}
}

static void take_list(struct phone *p, int64_t now)
{
	struct loader l = {
		.handset = p->setup.handset,
		.running = p->setup.load[0] ? p->setup.load : NULL,
		.newest_taken = p->setup.newest_wiped[0] ? p->setup.newest_wiped : NULL,
		.hardware = p->setup.hardware,
	};
	enum verdict v = loader_judge(&l, p->list_name, p->tftp.data, p->tftp.len, &p->list);

	p->image = 0;
	if (v == VERDICT_TAKE) {
		/* Phones of one building do not all begin at once: up to 30 s each. */
		next(p, WANT_IMAGE, now, p->setup.mac[5] % 30 * 1000);
		return;
	}
	say(p, now, "turns %s down: %s", p->list_name, verdict_text(v));
	if (v == VERDICT_HARDWARE || v == VERDICT_WRONG)
		p->setup.load[0] ? try_register(p, now, false) : give_up(p, now);
	else
		give_up(p, now);
}

static void take_image(struct phone *p, int64_t now)
{
	enum verdict v = loader_image(p->tftp.name, p->tftp.data, p->tftp.len);

	if (v != VERDICT_TAKE) {
		say(p, now, "turns %s down: %s", p->tftp.name, verdict_text(v));
		give_up(p, now);
		return;
	}
	say(p, now, "has %s, %zu bytes in %u blocks", p->tftp.name, p->tftp.len,
	    (unsigned)p->tftp.blocks);
	if (++p->image < p->list.count) {
		next(p, WANT_IMAGE, now, 3000);
		return;
	}
	if (!loader_result(p->setup.handset, p->list_name, &p->list, p->flashing,
			   sizeof(p->flashing))) {
		say(p, now, "cannot tell what %s brings", p->list_name);
		give_up(p, now);
		return;
	}
	say(p, now, "writes %s to flash", p->flashing);
	move(p, PHONE_FLASHING, now, 60000 + host_random(&p->host) % 30000, 100);
}

static void flashed(struct phone *p, int64_t now)
{
	memcpy(p->setup.load, p->flashing, sizeof(p->setup.load));
	p->setup.sick = false;
	p->flashes++;
	reboot(p, now);
}

static void got_file(struct phone *p, int64_t now)
{
	switch (p->want) {
	case WANT_CTL:
	case WANT_ITL:
	case WANT_ITL_FILE:
		say(p, now, "does not accept %s", p->tftp.name);
		next(p, WANT_CONFIG, now, 100);
		break;
	case WANT_CONFIG:
	case WANT_DEFAULTS:
		take_config(p, now);
		break;
	case WANT_LIST:
		take_list(p, now);
		break;
	case WANT_IMAGE:
		take_image(p, now);
		break;
	}
}

static void no_file(struct phone *p, int64_t now)
{
	struct release r;
	bool itl = release_parse(p->setup.load, &r) && release_knows_itl(&r);

	say(p, now, "gets no %s (%s)", p->tftp.name, p->tftp.error);
	switch (p->want) {
	case WANT_CTL:
		next(p, itl ? WANT_ITL : WANT_CONFIG, now, 100);
		break;
	case WANT_ITL:
		next(p, WANT_ITL_FILE, now, 100);
		break;
	case WANT_ITL_FILE:
		next(p, WANT_CONFIG, now, 100);
		break;
	case WANT_CONFIG:
		next(p, WANT_DEFAULTS, now, 100);
		break;
	case WANT_DEFAULTS:
		move(p, PHONE_WAITING, now, 60000, 200);
		break;
	case WANT_LIST:
		/* File not found: it keeps its load. */
		p->setup.load[0] ? try_register(p, now, false) : give_up(p, now);
		break;
	case WANT_IMAGE:
		give_up(p, now);
		break;
	}
}

/* No answer in 16 s, or an answer that makes no sense. */
static void failed_file(struct phone *p, int64_t now, const char *why)
{
	say(p, now, "fails to fetch %s: %s", p->tftp.name, why);
	if (++p->timeouts == 3) {
		move(p, PHONE_WAITING, now, 1000, 50);
		return;
	}
	move(p, PHONE_PAUSING, now, 20000 + host_random(&p->host) % 20000, 50);
}

static void tftp_packet(struct phone *p, const struct packet *packet, int64_t now)
{
	bool reply;

	switch (tftp_input(&p->tftp, packet->sport, packet->data, packet->len, &reply)) {
	case TFTP_IGNORED:
		return;
	case TFTP_GOING:
		p->tries = 0;
		send_tftp(p);
		tftp_wait(p, now);
		return;
	case TFTP_DONE:
		send_tftp(p);
		got_file(p, now);
		return;
	case TFTP_ABSENT:
		no_file(p, now);
		return;
	case TFTP_BUSY:
		move(p, PHONE_PAUSING, now, 4000, 100);
		return;
	case TFTP_FAILED:
		if (reply)
			send_tftp(p);
		failed_file(p, now, p->tftp.error);
		return;
	}
}

static void tftp_again(struct phone *p, int64_t now)
{
	if (p->tries++ == 3) {
		failed_file(p, now, "timeout");
		return;
	}
	send_tftp(p);
	tftp_wait(p, now);
}

static void say_sccp(struct phone *p, const uint8_t *data, size_t len)
{
	host_send_stream(&p->host, &p->call_manager, data, len);
	p->call_manager.seq += (uint32_t)len;
}

static void sccp_connected(struct phone *p, const struct packet *packet)
{
	uint8_t out[SCCP_HELLO_MAX];

	p->call_manager = (struct stream){
		.peer = packet->src, .sport = packet->dport, .dport = packet->sport,
		.seq = packet->tcp_ack, .ack = packet->tcp_seq + 1,
	};
	say_sccp(p, out, sccp_hello(out, p->name, (uint32_t)p->setup.handset->type, p->setup.load));
}

static void keep_alive(struct phone *p, int64_t now)
{
	uint8_t out[SCCP_HELLO_MAX];

	p->due = INT64_MAX;
	if (!p->call_manager.dport)
		return;
	say_sccp(p, out, sccp_keepalive(out));
	move(p, PHONE_REGISTERED, now, 30000, 500);
}

static void sccp_packet(struct phone *p, const struct packet *packet, int64_t now)
{
	unsigned words;

	if (packet->tcp_flags & (TCP_RST | TCP_FIN)) {
		p->call_manager.dport = 0;
		try_register(p, now, true);
		return;
	}
	if (!packet->len || packet->tcp_seq != p->call_manager.ack)
		return;
	p->call_manager.ack += (uint32_t)packet->len;
	host_send_stream(&p->host, &p->call_manager, NULL, 0);
	words = sccp_hear(packet->data, packet->len);
	if (words & SCCP_REGISTERED) {
		say(p, now, "is registered");
		move(p, PHONE_REGISTERED, now, 30000, 500);
	}
	if (!(words & (SCCP_RESET | SCCP_RESTART)))
		return;
	host_send_rst(&p->host, packet);
	p->call_manager.dport = 0;
	say(p, now, words & SCCP_RESET ? "is told to reset" : "is told to restart");
	if (words & SCCP_RESET)
		reboot(p, now);
	else
		next(p, WANT_CTL, now, 1000);
}

static void tcp_packet(struct phone *p, const struct packet *packet, int64_t now)
{
	const struct stream *c = &p->call_manager;
	bool registers = p->state == PHONE_REGISTERING;

	if (c->dport && (registers || p->state == PHONE_REGISTERED) && packet->src == c->peer &&
	    packet->sport == c->dport && packet->dport == c->sport) {
		sccp_packet(p, packet, now);
		return;
	}
	if ((packet->tcp_flags & (TCP_SYN | TCP_ACK)) != (TCP_SYN | TCP_ACK))
		return;
	if (registers && packet->sport == p->settings.sccp_port) {
		sccp_connected(p, packet);
		return;
	}
	host_send_rst(&p->host, packet);
	if (!registers)
		return;
	say(p, now, "is registered");
	move(p, PHONE_REGISTERED, now, INT32_MAX, INT32_MAX);
}

void phone_frame(struct phone *p, const uint8_t *frame, size_t len, int64_t now)
{
	bool fetching = p->state == PHONE_FETCHING;
	struct packet packet;

	if (p->state == PHONE_REBOOTING)
		return;
	host_input(&p->host, frame, len, &packet);
	switch (packet.kind) {
	case PACKET_NONE:
		break;
	case PACKET_UDP:
		if (packet.dport == 68)
			dhcp_input(p, &packet, now);
		else if (fetching && packet.dport == p->tftp_port && packet.src == p->server)
			tftp_packet(p, &packet, now);
		else
			host_send_unreachable(&p->host, &packet);
		break;
	case PACKET_TCP:
		tcp_packet(p, &packet, now);
		break;
	case PACKET_UNREACHABLE:
		if (fetching && packet.sport == p->tftp_port && packet.src == p->server)
			failed_file(p, now, "port unreachable");
		break;
	}
}

void phone_timer(struct phone *p, int64_t now)
{
	if (now >= p->cdp_due && p->state != PHONE_REBOOTING)
		send_cdp(p, now);
	if (now < p->due)
		return;
	switch (p->state) {
	case PHONE_BOOTING:
		begin_dhcp(p, now);
		break;
	case PHONE_REBINDING:
		rebind(p, now, true);
		break;
	case PHONE_SELECTING:
		discover(p, now, true);
		break;
	case PHONE_REQUESTING:
		request(p, now, true);
		break;
	case PHONE_PROBING:
		probe(p, now, true);
		break;
	case PHONE_PAUSING:
		fetch(p, now);
		break;
	case PHONE_FETCHING:
		tftp_again(p, now);
		break;
	case PHONE_FLASHING:
		flashed(p, now);
		break;
	case PHONE_REBOOTING:
		boot(p, now);
		break;
	case PHONE_REGISTERING:
		try_register(p, now, true);
		break;
	case PHONE_REGISTERED:
		keep_alive(p, now);
		break;
	case PHONE_WAITING:
		host_reset(&p->host);
		begin_dhcp(p, now);
		break;
	}
}

int64_t phone_due(const struct phone *p)
{
	if (p->state == PHONE_REBOOTING)
		return p->due;
	return p->due < p->cdp_due ? p->due : p->cdp_due;
}

void phone_init(struct phone *p, const struct phone_setup *s, struct wire *w, unsigned speed,
		FILE *log)
{
	const uint8_t *m = s->mac;

	*p = (struct phone){ .setup = *s, .speed = speed, .log = log, .old_ip = s->old_ip };
	host_init(&p->host, w, s->mac);
	p->host.loss = s->loss;
	p->host.tagged = s->tagged;
	p->host.vlan = s->vlan;
	snprintf(p->name, sizeof(p->name), "SEP%02X%02X%02X%02X%02X%02X", m[0], m[1], m[2], m[3],
		 m[4], m[5]);
}

void phone_power_on(struct phone *p, int64_t now)
{
	p->started = now;
	boot(p, now);
}

void phone_finish(struct phone *p)
{
	tftp_finish(&p->tftp);
}
