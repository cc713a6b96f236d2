/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* files.c -- see files.h. */
#include <config.h>

#include "tests/phone/files.h"
#include "tests/phone/life.h"
#include "tests/phone/manager.h"
#include "tests/phone/stranger.h"

#include <string.h>

/* Ask for @want after a pause; WANT_CTL: for the first of all files. */
void files_next(struct phone *p, enum want want, int64_t now, int64_t ms)
{
	struct loader l = life_loader(p);

	p->want = want;
	p->http_failed = false;
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
void files_first(struct phone *p, int64_t now)
{
	enum dhcp_server_source source = dhcp_tftp_server(&p->lease, &p->server);
	char ip[16];

	if (stranger_is(p)) {
		stranger_first(p, now);
		return;
	}
	if (p->setup.tftp_ip) {
		p->server = p->setup.tftp_ip;
		life_say(p, now, "has an alternate TFTP server, %s", life_dotted(p->server, ip));
		files_next(p, WANT_CTL, now, 1000);
		return;
	}
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

void files_wanted(const struct phone *p, char out[128])
{
	struct loader l = life_loader(p);
	const char *name, *mac;

	if (p->want == WANT_STRANGER) {
		memcpy(out, p->device.want, sizeof(p->device.want));
		return;
	}
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

/* "P003-08-12-00" is a loader without anything to load. */
static bool has_application(const struct phone *p)
{
	return life_family(p)->application && p->loader[0] && strncmp(p->setup.load, "P003-", 5) != 0;
}

static void start_application(struct phone *p, int64_t now)
{
	struct loader l;

	life_say(p, now, "starts its application");
	p->application = true;
	l = life_loader(p);
	p->ask = 0;
	p->want = life_family(p)->asks(&l)[0].want;
	p->timeouts = 0;
	life_move(p, PHONE_PAUSING, now, 8000, 1);
}

/* An application fetches no firmware: it restarts for the loader, one of SCCP after it asked
 * once more. */
static void give_way(struct phone *p, int64_t now)
{
	if (p->twice || strncmp(p->setup.load, "P0S3", 4) == 0) {
		life_reboot(p, now);
		return;
	}
	p->twice = true;
	files_next(p, WANT_CTL, now, 33500);
}

static void settle(struct phone *p, int64_t now)
{
	bool news = p->settings.load[0] && strcmp(p->settings.load, life_load(p)) != 0;

	if (news && p->application)
		give_way(p, now);
	else if (news)
		begin_download(p, p->settings.load, now);
	else if (has_application(p) && !p->application)
		start_application(p, now);
	else
		manager_try(p, now, false);
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
	else if (p->application)
		files_next(p, WANT_CTL, now, 51000);
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
	life_say(p, now, "rejects %s: %s", p->list_name, verdict_text(v));
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
	life_move(p, PHONE_FLASHING, now,
		  life_family(p)->flash_ms ? life_family(p)->flash_ms(p->tftp.name) :
					     60000 + host_random(&p->host) % 30000, 100);
}

static void take_image(struct phone *p, int64_t now)
{
	struct loader l = life_loader(p);
	enum verdict v =
		life_family(p)->image(&l, &p->list, p->tftp.name, p->tftp.data, p->tftp.len);

	if (v != VERDICT_TAKE) {
		life_say(p, now, "rejects %s: %s", p->tftp.name, verdict_text(v));
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

/* A 7965 that was recovered by term65.default.loads calls its load so, and fetches list and
 * images of the same release once more when a configuration names it. */
static void keep_manifest(struct phone *p)
{
	const char *end = strstr(p->list_name, ".default.loads");

	p->manifest[0] = '\0';
	if (end && p->setup.once_more)
		snprintf(p->manifest, sizeof(p->manifest), "%.*s.default", (int)(end - p->list_name),
			 p->list_name);
}

void files_flashed(struct phone *p, int64_t now)
{
	if (stranger_is(p)) {
		stranger_flashed(p, now);
		return;
	}
	p->fresh = p->loader[0] && strcmp(p->setup.load, p->flashing.load) != 0;
	memcpy(p->setup.load, p->flashing.load, sizeof(p->setup.load));
	memcpy(p->loader, p->flashing.loader, sizeof(p->loader));
	keep_manifest(p);
	p->fresh = p->fresh && has_application(p);
	p->setup.sick = false;
	p->flashes++;
	life_reboot(p, now);
}

void files_got(struct phone *p, int64_t now)
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
	case WANT_OWN:
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
	case WANT_STRANGER:
		stranger_got(p, now);
		break;
	}
}

/* What asks twelve or fifteen times in vain does not ask for an address again: the loader
 * starts over, an application goes on with the next file, and starts over when it did not
 * get its configuration: a round of 171 s. */
bool files_unheard(struct phone *p, int64_t now)
{
	if (!life_family(p)->application || !p->loader[0])
		return false;
	if (p->application && p->want == WANT_CONFIG)
		files_next(p, WANT_CTL, now, 51000);
	else if (p->application && p->want != WANT_OWN)
		next_ask(p, now);
	else
		files_next(p, WANT_CTL, now, 21000 + host_random(&p->host) % 49000);
	return true;
}

void files_absent(struct phone *p, int64_t now)
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
	case WANT_OWN:
		life_move(p, PHONE_PAUSING, now, 31000, 100);
		break;
	case WANT_LIST:
		/* File not found: it keeps its load. */
		p->setup.load[0] ? manager_try(p, now, false) : give_up(p, now);
		break;
	case WANT_IMAGE:
		give_up(p, now);
		break;
	case WANT_STRANGER:
		stranger_absent(p, now);
		break;
	}
}
