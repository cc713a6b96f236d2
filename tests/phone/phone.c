/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * phone.c -- the life of a phone, from power-on to "Registering...":
 *
 *   booting -> (rebinding) -> selecting -> requesting -> probing
 *        ^                                                  |
 *        |          +--------------- pausing <--------------+
 *        |          v                   ^
 *        |       fetching: what its family asks for (family.h), list, images
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
#include "tests/phone/lldp.h"
#include "tests/phone/sccp.h"
#include "tests/phone/sip.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define CONFIG_MAX 550001               /* a 7942 takes no longer configuration */
#define FILE_MAX (64u << 20)
#define REGISTER_TRIES 4

static void __attribute__((format(printf, 3, 4)))
life_say(const struct phone *p, int64_t now, const char *format, ...)
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

static const char *life_dotted(uint32_t ip, char buf[16])
{
	snprintf(buf, 16, "%u.%u.%u.%u", ip >> 24, ip >> 16 & 255, ip >> 8 & 255, ip & 255);
	return buf;
}

/* A waiting time of @ms on a real phone, never shorter than @floor. */
static void life_move(struct phone *p, enum phone_state state, int64_t now, int64_t ms,
		      int64_t floor)
{
	int64_t wait = ms / p->speed;

	p->state = state;
	p->due = now + (wait > floor ? wait : floor);
}

static const struct family *life_family(const struct phone *p)
{
	return p->setup.handset->family;
}

static struct loader life_loader(const struct phone *p)
{
	return (struct loader){
		.handset = p->setup.handset,
		.running = p->setup.load[0] ? p->setup.load : NULL,
		.universal = p->loader[0] ? p->loader : NULL,
		.newest_taken = p->setup.newest_wiped[0] ? p->setup.newest_wiped : NULL,
		.hardware = p->setup.hardware,
	};
}

/* A 7940 with a SIP load calls itself SIP<MAC>. */
static void life_device_name(const struct phone *p, char out[16])
{
	snprintf(out, 16, "%s%s", strncmp(p->setup.load, "P0S3", 4) == 0 ? "SIP" : "SEP", p->name + 3);
}

/* And such a 7940 tells its loader. */
static void spoken_load(const struct phone *p, char out[80])
{
	if (p->loader[0] && strncmp(p->setup.load, "P0S3", 4) == 0)
		snprintf(out, 80, "%s", p->loader);
	else if (!p->setup.load[0])
		snprintf(out, 80, "79XX_default_load");
	else
		snprintf(out, 80, "%s%s", p->setup.load,
			 life_family(p)->says_loads ? ".loads" : "");
}

static void life_cdp(struct phone *p, int64_t now)
{
	uint8_t frame[CDP_FRAME_MAX];
	char version[80], device[16];
	struct cdp_says s = {
		.mac = p->setup.mac,
		.device = device,
		.version = version,
		.platform = p->setup.handset->platform,
		.ip = p->host.ip,
	};
	int64_t wait = 60000 / p->speed;

	if (p->setup.cdp_ms)
		wait = p->setup.cdp_ms;
	p->cdp_due = now + (wait > 250 ? wait : 250);
	life_device_name(p, device);
	spoken_load(p, version);
	if (!p->setup.no_cdp && !life_family(p)->no_cdp)
		host_send_frame(&p->host, frame, cdp_encode(&s, frame));
	if (p->setup.lldp)
		host_send_frame(&p->host, frame, lldp_encode(&s, frame));
}

static void send_dhcp(struct phone *p, enum dhcp_type type, uint32_t requested, uint32_t server)
{
	uint8_t message[DHCP_SIZE];
	char device[16];
	struct dhcp_out m = {
		.type = type,
		.mac = p->setup.mac,
		.class_id = p->setup.class_id[0] ? p->setup.class_id : NULL,
		.host_name = device,
		.requested = requested,
		.server = server,
		.retry = p->tries,
		.unicast = p->setup.no_broadcast,
	};
	struct datagram d = {
		.src = p->old_ip, .dst = 0xffffffff, .sport = 68, .dport = 67,
		.data = message, .len = sizeof(message), .no_checksum = true,
	};

	life_device_name(p, device);
	dhcp_encode(&m, message);
	host_send_udp(&p->host, &d);
}

/* Wait for a reply: 4, 8, 16, 32 s. */
static void dhcp_wait(struct phone *p, enum phone_state state, int64_t now)
{
	life_move(p, state, now, 4000 << p->tries, 400 << p->tries);
}

static void lease_discover(struct phone *p, int64_t now, bool again)
{
	p->tries = again && p->tries < 3 ? p->tries + 1 : 0;
	if (p->tries == 0)
		life_say(p, now, "sends DISCOVER");
	send_dhcp(p, DHCP_DISCOVER, 0, 0);
	dhcp_wait(p, PHONE_SELECTING, now);
}

static void lease_rebind(struct phone *p, int64_t now, bool again)
{
	char ip[16];

	if (again && p->tries == 3) {
		lease_discover(p, now, false);
		return;
	}
	p->tries = again ? p->tries + 1 : 0;
	if (!again)
		life_say(p, now, "asks for its old address %s", life_dotted(p->old_ip, ip));
	send_dhcp(p, DHCP_REQUEST, p->old_ip, 0);
	dhcp_wait(p, PHONE_REBINDING, now);
}

static void lease_request(struct phone *p, int64_t now, bool again)
{
	if (again && p->tries == 3) {
		lease_discover(p, now, false);
		return;
	}
	p->tries = again ? p->tries + 1 : 0;
	send_dhcp(p, DHCP_REQUEST, p->lease.yiaddr, p->lease.server);
	dhcp_wait(p, PHONE_REQUESTING, now);
}

/* Power, or the end of a reboot. */
static void life_boot(struct phone *p, int64_t now)
{
	int64_t delay = ((p->setup.mac[4] << 8 | p->setup.mac[5]) % 10 + 1) * 1000;

	host_reset(&p->host);
	p->call_manager.dport = p->web.c.dport = 0;
	p->boots++;
	p->timeouts = 0;
	life_say(p, now, "starts, running %s",
		 p->setup.load[0] ? p->setup.load : "no load (wiped)");
	life_cdp(p, now);
	life_move(p, PHONE_BOOTING, now, delay, 0);
}

static void lease_begin(struct phone *p, int64_t now)
{
	if (p->setup.init_reboot && p->old_ip)
		lease_rebind(p, now, false);
	else
		lease_discover(p, now, false);
}

/* Ask for @want after a pause; WANT_CTL: for the first of all files. */
static void files_next(struct phone *p, enum want want, int64_t now, int64_t ms)
{
	struct loader l = life_loader(p);

	p->want = want;
	if (want == WANT_CTL) {
		p->ask = 0;
		p->configured = false;
		p->settings = (struct settings){ .load = "" };
		p->want = life_family(p)->asks(&l)[0].want;
	}
	p->timeouts = 0;
	life_move(p, PHONE_PAUSING, now, ms, 1);
}

/* The bench's part of the boot is over; what comes first now? */
static void files_first(struct phone *p, int64_t now)
{
	enum dhcp_server_source source = dhcp_tftp_server(&p->lease, &p->server);
	char ip[16];

	if (p->server == 0) {
		life_say(p, now, "has no TFTP server (%s)", dhcp_server_source_name(source));
		life_move(p, PHONE_WAITING, now, 60000, 500);
		return;
	}
	life_say(p, now, "takes TFTP server %s from %s", life_dotted(p->server, ip),
		 dhcp_server_source_name(source));
	if (p->setup.handset->term)
		snprintf(p->list_name, sizeof(p->list_name), "term%s.default.loads",
			 p->setup.handset->term);
	files_next(p, p->setup.load[0] || !p->setup.handset->term ? WANT_CTL : WANT_LIST, now,
		   1000);
}

static void bound(struct phone *p, int64_t now)
{
	char ip[16];

	p->host.ip = p->old_ip = p->lease.yiaddr;
	p->host.mask = p->lease.mask ? p->lease.mask : 0xffffff00;
	p->host.router = p->lease.router;
	p->host.probing = 0;
	life_say(p, now, "has address %s", life_dotted(p->host.ip, ip));
	host_announce(&p->host);
	files_first(p, now);
}

static void lease_probe(struct phone *p, int64_t now, bool again)
{
	p->tries = again ? p->tries + 1 : 0;
	if (p->host.conflict) {
		life_say(p, now, "declines an address that is in use");
		p->tries = 0;
		send_dhcp(p, DHCP_DECLINE, p->lease.yiaddr, p->lease.server);
		host_reset(&p->host);
		life_move(p, PHONE_WAITING, now, 10000, 100);
	} else if (p->tries == 3) {
		bound(p, now);
	} else {
		host_probe(&p->host, p->lease.yiaddr);
		life_move(p, PHONE_PROBING, now, 1000, 10);
	}
}

static void lease_input(struct phone *p, const struct packet *packet, int64_t now)
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
		life_say(p, now, "throws a DHCP reply away: %s", why);
		return;
	}
	if (r.type == DHCP_OFFER && p->state == PHONE_SELECTING) {
		p->lease = r;
		lease_request(p, now, false);
	} else if (r.type == DHCP_ACK && p->state != PHONE_SELECTING) {
		p->lease = r;
		lease_probe(p, now, false);
	} else if (r.type == DHCP_NAK && p->state != PHONE_SELECTING) {
		life_say(p, now, "gets a NAK");
		p->old_ip = 0;
		lease_discover(p, now, false);
	}
}

static void files_wanted(const struct phone *p, char out[128])
{
	struct loader l = life_loader(p);
	const char *name, *mac;

	if (p->want == WANT_LIST || p->want == WANT_IMAGE) {
		memcpy(out, p->want == WANT_LIST ? p->list_name : p->list.name[p->image], 128);
		return;
	}
	name = life_family(p)->asks(&l)[p->ask].name;
	mac = strstr(name, "%M");
	if (mac)
		snprintf(out, 128, "%.*s%s%s", (int)(mac - name), name, p->name + 3, mac + 2);
	else
		snprintf(out, 128, "%s", name);
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

static uint16_t life_port(struct phone *p)
{
	p->next_port = p->next_port < 49152 || p->next_port == UINT16_MAX ? 49152 :
		       (uint16_t)(p->next_port + 1);
	return p->next_port;
}

static void tftp_wait(struct phone *p, int64_t now)
{
	life_move(p, PHONE_FETCHING, now, 4000, 500);
}

static void fetch_by_tftp(struct phone *p, int64_t now)
{
	p->by_http = false;
	p->tftp_port = p->setup.port        ? p->setup.port :
		       life_family(p)->port ? life_family(p)->port :
					      life_port(p);
	p->tries = 0;
	send_tftp(p);
	tftp_wait(p, now);
}

/* It waits for an answer for half a minute. */
static void http_wait(struct phone *p, int64_t now)
{
	life_move(p, PHONE_FETCHING, now, 30000, 3000);
}

static void fetch_by_http(struct phone *p, int64_t now)
{
	p->by_http = true;
	p->tftp_port = life_port(p);
	p->door.dport = 0;
	http_finish(&p->http);
	http_begin(&p->http, p->tftp.max);
	host_send_syn(&p->host, p->server, p->tftp_port, HTTP_PORT);
	http_wait(p, now);
}

static bool knocks_at_http(const struct phone *p)
{
	if (p->setup.doors == DOORS_OF_FAMILY)
		return life_family(p)->http;
	return p->setup.doors != DOORS_TFTP;
}

static void fetch_begin(struct phone *p, int64_t now)
{
	bool firmware = p->want == WANT_LIST || p->want == WANT_IMAGE;
	char name[128];

	files_wanted(p, name);
	tftp_finish(&p->tftp);
	tftp_begin(&p->tftp, name, firmware ? FILE_MAX : CONFIG_MAX);
	life_say(p, now, "asks %s%s", name, knocks_at_http(p) ? " by HTTP" : "");
	if (knocks_at_http(p))
		fetch_by_http(p, now);
	else
		fetch_by_tftp(p, now);
}

static void life_reboot(struct phone *p, int64_t now)
{
	life_say(p, now, "reboots");
	host_reset(&p->host);
	life_move(p, PHONE_REBOOTING, now, 30000, 50);
}

/* It never gets any further: a wiped phone asks again, others begin again.  A
 * server takes two requests within a few seconds for one attempt, so even a fast
 * phone waits for longer than that. */
static void give_up(struct phone *p, int64_t now)
{
	if (p->setup.load[0] || !p->setup.handset->term) {
		life_reboot(p, now);
		return;
	}
	files_next(p, WANT_LIST, now, 90000);
	if (p->due < now + 5500)
		p->due = now + 5500;
}

static void check_reached(struct phone *p, int64_t now)
{
	if (p->reached || (p->setup.until[0] && strcmp(p->setup.until, p->setup.load) != 0))
		return;
	p->reached = true;
	life_say(p, now, "has reached %s after %u boots", p->setup.load, p->boots);
}

static bool speaks_sip(const struct phone *p)
{
	return strncasecmp(p->setup.load, "SIP", 3) == 0 || strncmp(p->setup.load, "P0S3", 4) == 0;
}

static struct sip_line sip_line(const struct phone *p)
{
	return (struct sip_line){
		.name = p->name, .platform = p->setup.handset->platform, .load = p->setup.load,
		.type = (unsigned)p->setup.handset->type, .ip = p->host.ip, .server = p->settings.call_manager,
		.port = p->own_port, .udp = p->setup.sip_udp, .cseq = p->sip_cseq,
	};
}

/* To the call manager: by its connection, or by UDP. */
static void say_call_manager(struct phone *p, const void *data, size_t len)
{
	const struct datagram d = {
		.src = p->host.ip, .dst = p->settings.call_manager, .sport = p->own_port,
		.dport = p->settings.sip_port, .data = data, .len = len,
	};

	if (speaks_sip(p) && p->setup.sip_udp) {
		host_send_udp(&p->host, &d);
		return;
	}
	host_send_stream(&p->host, &p->call_manager, data, len);
	p->call_manager.seq += (uint32_t)len;
}

static void say_sip_register(struct phone *p)
{
	char out[SIP_TEXT_MAX];
	struct sip_line line;

	p->sip_cseq++;
	line = sip_line(p);
	say_call_manager(p, out, sip_register(&line, out));
}

static void knock(struct phone *p, uint16_t port)
{
	p->own_port = life_port(p);
	if (speaks_sip(p) && p->setup.sip_udp)
		say_sip_register(p);
	else
		host_send_syn(&p->host, p->settings.call_manager, p->own_port, port);
}

static void manager_try(struct phone *p, int64_t now, bool again)
{
	bool sip = speaks_sip(p);
	uint16_t port = sip ? p->settings.sip_port : p->settings.sccp_port;
	char ip[16];

	if (p->setup.sick) {
		life_say(p, now, "crashes");
		life_reboot(p, now);
		return;
	}
	p->call_manager.dport = 0;
	p->tries = again ? p->tries + 1 : 0;
	if (p->tries == REGISTER_TRIES) {
		life_say(p, now, "gives up registering and begins again");
		life_move(p, PHONE_WAITING, now, 10000, 50);
		return;
	}
	if (!again)
		life_say(p, now, "registers at %s port %u with %s",
			 life_dotted(p->settings.call_manager, ip), port, p->setup.load);
	check_reached(p, now);
	if (p->settings.call_manager && !p->setup.no_register)
		knock(p, port);
	/* Long enough for whoever waits until it is idle. */
	life_move(p, PHONE_REGISTERING, now, 15000, p->setup.web ? 2000 : 100);
}

/* An image that no list names. */
static void fetch_image(struct phone *p, const char *name, int64_t now)
{
	p->list = (struct image_list){ .count = 1 };
	snprintf(p->list.name[0], sizeof(p->list.name[0]), "%s", name);
	snprintf(p->list_name, sizeof(p->list_name), "%s", name);
	p->image = 0;
	files_next(p, WANT_IMAGE, now, 1000);
}

static void begin_download(struct phone *p, const char *load, int64_t now)
{
	const struct family *f = life_family(p);
	struct loader l = life_loader(p);
	char name[128];

	if (f->begins && f->begins(&l, load, name)) {
		fetch_image(p, name, now);
		return;
	}
	snprintf(p->list_name, sizeof(p->list_name), "%s%s", load, f->list_suffix);
	files_next(p, WANT_LIST, now, 1000);
}

static void settle(struct phone *p, int64_t now)
{
	if (p->settings.load[0] == '\0' || strcmp(p->settings.load, p->setup.load) == 0)
		manager_try(p, now, false);
	else
		begin_download(p, p->settings.load, now);
}

/* The row after this one; at their end it does what it was told, or waits. */
static void next_ask(struct phone *p, int64_t now)
{
	struct loader l = life_loader(p);
	const struct ask *asks = life_family(p)->asks(&l);
	struct release r;
	bool itl = release_parse(p->setup.load, &r) && release_knows_itl(&r);

	do
		p->ask++;
	while (asks[p->ask].name && asks[p->ask].want == WANT_ITL && !itl);
	if (asks[p->ask].name)
		files_next(p, asks[p->ask].want == WANT_CTL ? WANT_OTHER : asks[p->ask].want,
			   now, 100);
	else if (p->configured)
		settle(p, now);
	else
		life_move(p, PHONE_WAITING, now, 60000, 200);
}

static void take_config(struct phone *p, int64_t now)
{
	const struct tftp *t = &p->tftp;
	size_t n = strlen(t->name);
	const char *lack = NULL;

	if (n > 4 && strcmp(t->name + n - 4, ".cnf") == 0)
		settings_read_text(t->data, t->len, &p->settings);
	else
		lack = settings_read(t->data, t->len, p->setup.handset->type, &p->settings);
	p->configured = !lack;
	if (lack) {
		life_say(p, now, "does not accept %s: %s", t->name, lack);
		life_move(p, PHONE_WAITING, now, 60000, 200);
	} else if (p->want == WANT_PART) {
		next_ask(p, now);
	} else {
		settle(p, now);
	}
}

/* OS79XX.TXT: another protocol than its own, by the first four characters, is
 * fetched at once.  Blanks, and be it a line end, make the name another one. */
static void take_image_name(struct phone *p, int64_t now)
{
	const struct tftp *t = &p->tftp;
	char name[64];

	snprintf(name, sizeof(name), "%.*s", (int)(t->len < 63 ? t->len : 63),
		 t->data ? (const char *)t->data : "");
	if (name[0] && strncmp(name, p->setup.load, 4) != 0)
		begin_download(p, name, now);
	else
		next_ask(p, now);
}

/* What it fetched is what was sent: somebody will compare. */
static void keep_file(const struct phone *p)
{
	char path[512];
	FILE *f;

	if (!p->setup.keep)
		return;
	snprintf(path, sizeof(path), "%s/%s", p->setup.keep, p->tftp.name);
	f = fopen(path, "we");
	if (!f || fwrite(p->tftp.data, 1, p->tftp.len, f) != p->tftp.len)
		fprintf(stderr, "netrecover-phone: %s: cannot be written\n", path);
	if (f)
		fclose(f);
}

static size_t needed(const struct phone *p, size_t from)
{
	struct loader l = life_loader(p);

	return life_family(p)->needs ? life_family(p)->needs(&l, &p->list, from) : from;
}

static void take_list(struct phone *p, int64_t now)
{
	struct loader l = life_loader(p);
	enum verdict v =
		life_family(p)->judge(&l, p->list_name, p->tftp.data, p->tftp.len, &p->list);

	if (v == VERDICT_TAKE) {
		p->image = needed(p, 0);
		/* Phones of one building do not all begin at once: up to 30 s each. */
		files_next(p, WANT_IMAGE, now, p->setup.mac[5] % 30 * 1000);
		return;
	}
	life_say(p, now, "turns %s down: %s", p->list_name, verdict_text(v));
	p->rejected = v == VERDICT_HARDWARE;
	if (v == VERDICT_HARDWARE || v == VERDICT_WRONG)
		p->setup.load[0] ? manager_try(p, now, false) : give_up(p, now);
	else
		give_up(p, now);
}

static void write_flash(struct phone *p, int64_t now)
{
	struct loader l = life_loader(p);
	struct flash *f = &p->flashing;

	memcpy(f->load, p->setup.load, sizeof(f->load));
	memcpy(f->loader, p->loader, sizeof(f->loader));
	if (!life_family(p)->wrote(&l, p->list_name, &p->list, p->tftp.name, f)) {
		life_say(p, now, "cannot tell what %s brings", p->list_name);
		give_up(p, now);
		return;
	}
	life_say(p, now, "writes %s to flash",
		 strcmp(f->load, p->setup.load) == 0 ? f->loader : f->load);
	life_move(p, PHONE_FLASHING, now, 60000 + host_random(&p->host) % 30000, 100);
}

static void take_image(struct phone *p, int64_t now)
{
	struct loader l = life_loader(p);
	enum verdict v =
		life_family(p)->image(&l, &p->list, p->tftp.name, p->tftp.data, p->tftp.len);

	if (v != VERDICT_TAKE) {
		life_say(p, now, "turns %s down: %s", p->tftp.name, verdict_text(v));
		give_up(p, now);
		return;
	}
	if (p->by_http)
		life_say(p, now, "has %s, %zu bytes by HTTP", p->tftp.name, p->tftp.len);
	else
		life_say(p, now, "has %s, %zu bytes in %u blocks", p->tftp.name, p->tftp.len,
			 (unsigned)p->tftp.blocks);
	p->image = needed(p, p->image + 1);
	if (p->image < p->list.count && !life_family(p)->one_by_one)
		files_next(p, WANT_IMAGE, now, 3000);
	else
		write_flash(p, now);
}

static void files_flashed(struct phone *p, int64_t now)
{
	memcpy(p->setup.load, p->flashing.load, sizeof(p->setup.load));
	memcpy(p->loader, p->flashing.loader, sizeof(p->loader));
	p->setup.sick = false;
	p->flashes++;
	life_reboot(p, now);
}

static void files_got(struct phone *p, int64_t now)
{
	switch (p->want) {
	case WANT_CTL:
	case WANT_ITL:
	case WANT_OTHER:
		life_say(p, now, "does not accept %s", p->tftp.name);
		next_ask(p, now);
		break;
	case WANT_IMAGE_NAME:
		take_image_name(p, now);
		break;
	case WANT_PART:
	case WANT_CONFIG:
		take_config(p, now);
		break;
	case WANT_LIST:
		keep_file(p);
		take_list(p, now);
		break;
	case WANT_IMAGE:
		keep_file(p);
		take_image(p, now);
		break;
	}
}

static void files_absent(struct phone *p, int64_t now)
{
	life_say(p, now, "gets no %s (%s)", p->tftp.name, p->tftp.error);
	switch (p->want) {
	case WANT_CTL:
	case WANT_ITL:
	case WANT_OTHER:
	case WANT_IMAGE_NAME:
	case WANT_PART:
	case WANT_CONFIG:
		next_ask(p, now);
		break;
	case WANT_LIST:
		/* File not found: it keeps its load. */
		p->setup.load[0] ? manager_try(p, now, false) : give_up(p, now);
		break;
	case WANT_IMAGE:
		give_up(p, now);
		break;
	}
}

/* No answer in 16 s, or an answer that makes no sense. */
static void fetch_failed(struct phone *p, int64_t now, const char *why)
{
	life_say(p, now, "fails to fetch %s: %s", p->tftp.name, why);
	if (++p->timeouts == 3) {
		life_move(p, PHONE_WAITING, now, 1000, 50);
		return;
	}
	life_move(p, PHONE_PAUSING, now, 20000 + host_random(&p->host) % 20000, 50);
}

static void fetch_tftp(struct phone *p, const struct packet *packet, int64_t now)
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
		files_got(p, now);
		return;
	case TFTP_ABSENT:
		files_absent(p, now);
		return;
	case TFTP_BUSY:
		life_move(p, PHONE_PAUSING, now, 4000, 100);
		return;
	case TFTP_FAILED:
		if (reply)
			send_tftp(p);
		fetch_failed(p, now, p->tftp.error);
		return;
	}
}

/* Nobody at that port, or no answer that it understands: TFTP, for this file. */
static void http_failed(struct phone *p, int64_t now, const char *why)
{
	p->door.dport = 0;
	if (p->setup.doors == DOORS_HTTP) {
		fetch_failed(p, now, why);
		return;
	}
	life_say(p, now, "HTTP download error (%s), asks %s by TFTP", why, p->tftp.name);
	fetch_by_tftp(p, now);
}

static void http_connected(struct phone *p, const struct packet *packet, int64_t now)
{
	char request[HTTP_REQUEST_MAX], ip[16];
	size_t len = http_request(request, p->tftp.name, life_dotted(p->server, ip));

	p->door = (struct stream){
		.peer = packet->src, .sport = packet->dport, .dport = packet->sport,
		.seq = packet->tcp_ack, .ack = packet->tcp_seq + 1,
	};
	host_send_stream(&p->host, &p->door, (const uint8_t *)request, len);
	p->door.seq += (uint32_t)len;
	http_wait(p, now);
}

static void http_body(struct phone *p, const struct packet *packet, int64_t now)
{
	switch (http_input(&p->http, packet->data, packet->len)) {
	case HTTP_GOING:
		http_wait(p, now);
		return;
	case HTTP_DONE:
		p->tftp.data = p->http.data;
		p->tftp.len = p->http.len;
		p->http.data = NULL;
		host_send_fin(&p->host, &p->door);
		files_got(p, now);
		return;
	case HTTP_ABSENT:
		snprintf(p->tftp.error, sizeof(p->tftp.error), "%s", p->http.error);
		host_send_fin(&p->host, &p->door);
		files_absent(p, now);
		return;
	case HTTP_FAILED:
		host_send_rst(&p->host, packet);
		http_failed(p, now, p->http.error);
		return;
	}
}

/* A segment that is not the next one says so by the ACK of what was before. */
static void fetch_http(struct phone *p, const struct packet *packet, int64_t now)
{
	bool fetching = p->state == PHONE_FETCHING && p->by_http;

	if (!p->door.dport) {
		if (fetching && (packet->tcp_flags & (TCP_SYN | TCP_ACK)) == (TCP_SYN | TCP_ACK))
			http_connected(p, packet, now);
		else if (fetching && packet->tcp_flags & TCP_RST)
			http_failed(p, now, "connection refused");
		return;
	}
	if (packet->tcp_flags & TCP_RST) {
		p->door.dport = 0;
		if (fetching)
			http_failed(p, now, "connection reset");
		return;
	}
	if (packet->tcp_seq != p->door.ack || !(packet->len || packet->tcp_flags & TCP_FIN)) {
		if (packet->len)
			host_send_stream(&p->host, &p->door, NULL, 0);
		return;
	}
	p->door.ack += (uint32_t)packet->len + (packet->tcp_flags & TCP_FIN ? 1 : 0);
	host_send_stream(&p->host, &p->door, NULL, 0);
	if (fetching && packet->len)
		http_body(p, packet, now);
}

static bool fetch_from_http(const struct phone *p, const struct packet *packet)
{
	return p->by_http && packet->src == p->server && packet->sport == HTTP_PORT &&
	       packet->dport == p->tftp_port;
}

static void fetch_again(struct phone *p, int64_t now)
{
	if (p->by_http) {
		http_failed(p, now, "timeout");
		return;
	}
	if (p->tries++ == 3) {
		fetch_failed(p, now, "timeout");
		return;
	}
	send_tftp(p);
	tftp_wait(p, now);
}

/* The connection stands: an alarm and a registration. */
static void manager_connected(struct phone *p, const struct packet *packet)
{
	const struct sccp_alarm alarm = { p->name, p->setup.load, p->setup.prints, p->rejected };
	uint8_t out[SCCP_HELLO_MAX];

	p->call_manager = (struct stream){
		.peer = packet->src, .sport = packet->dport, .dport = packet->sport,
		.seq = packet->tcp_ack, .ack = packet->tcp_seq + 1,
	};
	if (speaks_sip(p))
		say_sip_register(p);
	else
		say_call_manager(p, out, sccp_hello(out, &alarm, (uint32_t)p->setup.handset->type));
	p->rejected = false;
}

static void manager_keep_alive(struct phone *p, int64_t now)
{
	uint8_t out[SCCP_HELLO_MAX];

	p->due = INT64_MAX;
	if (!p->call_manager.dport && !(speaks_sip(p) && p->setup.sip_udp))
		return;
	if (speaks_sip(p))
		say_sip_register(p);
	else
		say_call_manager(p, out, sccp_keepalive(out));
	life_move(p, PHONE_REGISTERED, now, 30000, 500);
}

/* Returns what its call manager says; a NOTIFY is answered. */
static unsigned manager_hear(struct phone *p, const struct packet *packet)
{
	struct sip_line line = sip_line(p);
	char answer[SIP_TEXT_MAX];
	size_t len = 0;
	unsigned words;

	if (!speaks_sip(p))
		return sccp_hear(packet->data, packet->len);
	words = sip_hear(&line, packet->data, packet->len, answer, &len);
	if (len)
		say_call_manager(p, answer, len);
	return words;
}

static void manager_heed(struct phone *p, unsigned words, int64_t now)
{
	if (words & SCCP_REGISTERED) {
		if (p->state == PHONE_REGISTERING)
			life_say(p, now, "is registered");
		life_move(p, PHONE_REGISTERED, now, 30000, 500);
	}
	if (!(words & (SCCP_RESET | SCCP_RESTART)))
		return;
	p->call_manager.dport = 0;
	life_say(p, now, words & SCCP_RESET ? "is told to reset" : "is told to restart");
	if (words & SCCP_RESET)
		life_reboot(p, now);
	else
		files_next(p, WANT_CTL, now, 1000);
}

static void manager_packet(struct phone *p, const struct packet *packet, int64_t now)
{
	unsigned words;

	if (packet->tcp_flags & (TCP_RST | TCP_FIN)) {
		p->call_manager.dport = 0;
		manager_try(p, now, true);
		return;
	}
	if (!packet->len || packet->tcp_seq != p->call_manager.ack)
		return;
	p->call_manager.ack += (uint32_t)packet->len;
	host_send_stream(&p->host, &p->call_manager, NULL, 0);
	words = manager_hear(p, packet);
	if (words & (SCCP_RESET | SCCP_RESTART))
		host_send_rst(&p->host, packet);
	manager_heed(p, words, now);
}

/* Somebody asks for its own web page, or knocks at another door of it. */
static void ask_web(struct phone *p, const struct packet *packet, int64_t now)
{
	struct web_says says = { p->name, p->setup.load, p->setup.handset->class_id };
	bool busy = p->state == PHONE_FETCHING || p->state == PHONE_PAUSING || p->state == PHONE_FLASHING;
	const char *path = web_packet(&p->web, &p->host, packet, p->setup.web, &says);

	if (busy && packet->tcp_flags & TCP_SYN)
		life_say(p, now, "is disturbed at port %u", packet->dport);
	if (path)
		life_say(p, now, "is asked for %s", path);
}

static void tcp_packet(struct phone *p, const struct packet *packet, int64_t now)
{
	const struct stream *c = &p->call_manager;
	bool registers = p->state == PHONE_REGISTERING;

	if (c->dport && (registers || p->state == PHONE_REGISTERED) && packet->src == c->peer &&
	    packet->sport == c->dport && packet->dport == c->sport) {
		manager_packet(p, packet, now);
		return;
	}
	if (web_takes(packet)) {
		ask_web(p, packet, now);
		return;
	}
	if ((packet->tcp_flags & (TCP_SYN | TCP_ACK)) != (TCP_SYN | TCP_ACK))
		return;
	if (registers && packet->dport == p->own_port)
		manager_connected(p, packet);
	else
		host_send_rst(&p->host, packet);
}

static bool manager_from_sip(const struct phone *p, const struct packet *packet)
{
	return p->setup.sip_udp && packet->src == p->settings.call_manager && packet->dport == p->own_port &&
	       (p->state == PHONE_REGISTERING || p->state == PHONE_REGISTERED);
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
			lease_input(p, &packet, now);
		else if (fetching && packet.dport == p->tftp_port && packet.src == p->server)
			fetch_tftp(p, &packet, now);
		else if (manager_from_sip(p, &packet))
			manager_heed(p, manager_hear(p, &packet), now);
		else
			host_send_unreachable(&p->host, &packet);
		break;
	case PACKET_TCP:
		if (fetch_from_http(p, &packet))
			fetch_http(p, &packet, now);
		else
			tcp_packet(p, &packet, now);
		break;
	case PACKET_UNREACHABLE:
		if (fetching && packet.sport == p->tftp_port && packet.src == p->server)
			fetch_failed(p, now, "port unreachable");
		break;
	}
}

void phone_timer(struct phone *p, int64_t now)
{
	if (now >= p->cdp_due && p->state != PHONE_REBOOTING)
		life_cdp(p, now);
	if (now < p->due)
		return;
	switch (p->state) {
	case PHONE_BOOTING:
		lease_begin(p, now);
		break;
	case PHONE_REBINDING:
		lease_rebind(p, now, true);
		break;
	case PHONE_SELECTING:
		lease_discover(p, now, true);
		break;
	case PHONE_REQUESTING:
		lease_request(p, now, true);
		break;
	case PHONE_PROBING:
		lease_probe(p, now, true);
		break;
	case PHONE_PAUSING:
		fetch_begin(p, now);
		break;
	case PHONE_FETCHING:
		fetch_again(p, now);
		break;
	case PHONE_FLASHING:
		files_flashed(p, now);
		break;
	case PHONE_REBOOTING:
		life_boot(p, now);
		break;
	case PHONE_REGISTERING:
		manager_try(p, now, true);
		break;
	case PHONE_REGISTERED:
		manager_keep_alive(p, now);
		break;
	case PHONE_WAITING:
		host_reset(&p->host);
		lease_begin(p, now);
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
	/* A SIP 7940 from 7.0 on came with the loader of its set. */
	if (s->handset->family == &family_digits)
		digits_loader(s->load, p->loader, sizeof(p->loader));
	snprintf(p->name, sizeof(p->name), "SEP%02X%02X%02X%02X%02X%02X", m[0], m[1], m[2], m[3],
		 m[4], m[5]);
}

void phone_power_on(struct phone *p, int64_t now)
{
	p->started = now;
	life_boot(p, now);
}

void phone_finish(struct phone *p)
{
	tftp_finish(&p->tftp);
	http_finish(&p->http);
}
