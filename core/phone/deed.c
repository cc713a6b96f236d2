/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * deed.c -- see deed.h.
 */
#include <config.h>

#include "core/phone/deed.h"
#include "core/base/log.h"
#include "core/base/noun.h"
#include "core/phone/alert.h"
#include "core/phone/course.h"
#include "core/phone/diary.h"
#include "core/phone/download.h"
#include "core/phone/patience.h"
#include "core/phone/progress.h"
#include "core/phone/proof.h"
#include "core/phone/recovery.h"
#include "core/phone/registry.h"
#include "core/phone/safety.h"
#include "core/phone/sign.h"
#include "core/phone/state.h"
#include "core/phone/transfer.h"
#include "core/phone/want.h"

#include <arpa/inet.h>

/* A "no" that reaches a phone ends its request: it asks for another name then.  A loader
 * sends a request 4 to 15 times that it hears no answer to, 4 to 13 s apart; a 7906 that
 * rejected its list asks twice within a second, then 93 s later. */
#define UNHEARD_REFUSALS 2
#define RESENT_MS        25000

/* What broke off is shown for so long, where nothing moves again. */
#define BROKE_OFF_MS 600000

void deed_leased(struct bench *b, struct phone *p, const char *address)
{
	struct in_addr a;

	progress_leased(p);
	if (inet_pton(AF_INET, address, &a) != 1 || !registry_leased(p, a))
		return;
	diary_note(b, p, "phone.leased", json_pack("{s:s}", "ip", address), false);
}

static void config_started(const struct bench *b, struct phone *p, const char *name)
{
	const char *load = download_load_to_name(b, p);

	download_config_asked(b, p);
	log_line(safety_at_rest(p) ? LOG_DEBUG : LOG_INFO, p->name, "gets %s naming %s", name,
		 load ? load : "no load");
}

/* What it asks for may be the first that is seen of its new application. */
static void asked(struct bench *b, struct phone *p, const char *name)
{
	if (!p->belief.model) /* so nobody can tell */
		progress_sign(p);
	else if (sign_of_step(p, name))
		proof_asked(b, p);
	else if (sign_of_another(p, name))
		progress_sign(p);
}

void deed_started(struct bench *b, struct phone *p, const char *protocol, const char *file,
		  uint64_t total)
{
	struct want w;

	progress_asked(p, file);
	transfer_begin(p, file, total);
	transfer_note(b, p, protocol, "transfer.started", file, total, NULL);
	if (!p->belief.model) {
		asked(b, p, file);
		return;
	}
	want_find(b, p, file, &w);
	switch (w.kind) {
	case WANT_CONFIG:
		config_started(b, p, file);
		break;
	case WANT_LIST:
		download_list(b, p);
		if (w.image >= 0)
			download_image(b, p);
		break;
	case WANT_IMAGE:
		download_image(b, p);
		break;
	/* The kinds that are left; serve/answer.c has to name them too. */
	case WANT_TRUST:
	case WANT_SIGNED:
	case WANT_REJECTED:
	case WANT_LATER:
	case WANT_OTHER:
		break;
	}
	asked(b, p, file);
	patience_look(b, p);
}

/* What broke off is mended when the next one moves. */
static void mended(struct bench *b, struct phone *p)
{
	bool tftp = alert_clear(b, CODE_TFTP, p->id), http = alert_clear(b, CODE_HTTP, p->id);

	if ((!tftp && !http) ||
	    (strcmp(p->code, code_text(CODE_TFTP)) != 0 && strcmp(p->code, code_text(CODE_HTTP)) != 0))
		return;
	if (p->state == PHONE_SERVING)
		state_say(p, NULL, "downloading");
	else
		course_say(p);
}

/* Answers reach it: it is not stuck for want of them. */
static void heard(struct bench *b, struct phone *p)
{
	mended(b, p);
	progress_heard(p);
	if (patience_holds(b, p))
		return;
	proof_at_rest(p);
	if (p->state == PHONE_STALLED && p->talks)
		recovery_alive(b, p);
	else
		state_unstuck(p);
}

void deed_moved(struct bench *b, struct phone *p, const char *file, uint64_t bytes,
		uint64_t total)
{
	transfer_show(p, file, bytes, total);
	heard(b, p);
}

/* Its call may be seen before the end of its configuration is: they are a millisecond apart. */
static void config_read(struct bench *b, struct phone *p)
{
	progress_config(p);
	if (p->progress.called_at >= p->progress.config_at && !p->progress.registers_at)
		proof_registers(b, p);
}

static void whole(struct bench *b, struct phone *p, const char *file)
{
	struct want w;

	if (!p->belief.model)
		return;
	want_find(b, p, file, &w);
	if (w.kind == WANT_CONFIG)
		config_read(b, p);
	else
		download_sent(b, p, file);
}

void deed_sent(struct bench *b, struct phone *p, const char *protocol, const char *file,
	       uint64_t bytes, uint64_t total)
{
	transfer_end(p);
	transfer_show(p, file, bytes, total);
	transfer_note(b, p, protocol, "transfer.done", file, bytes, NULL);
	heard(b, p);
	if (bytes >= total)
		whole(b, p, file);
	patience_look(b, p);
}

/* Its row says so while nothing else is to be said, until something moves again. */
static void broke_off(struct bench *b, struct phone *p, enum code code, const char *file,
		      uint64_t bytes, const char *why)
{
	unsigned long long n = bytes;
	const char *text = code_text(code), *noun = noun_of(n, "byte", "bytes");

	log_line(LOG_WARNING, p->name, "[%s] %s broke off after %llu %s: %s", text, file, n, noun, why);
	alert_raise(b, code, p->id, BROKE_OFF_MS, "%s broke off after %llu %s: %s", file, n, noun, why);
	if ((p->state == PHONE_PLANNED || p->state == PHONE_SERVING) && !p->code[0])
		state_say(p, text, "%s broke off after %llu %s (%s): it asks again; if it goes on like "
			  "this, change the cable, then the port", file, n, noun, why);
}

void deed_failed(struct bench *b, struct phone *p, const char *protocol, const char *file,
		 uint64_t bytes, const char *why)
{
	transfer_end(p);
	broke_off(b, p, code_of_transfer(protocol), file, bytes, why ? why : "no reason given");
	transfer_note(b, p, protocol, "transfer.failed", file, bytes, why);
	if (bytes == 0)
		progress_unheard(p);
	patience_look(b, p);
}

void deed_again(struct bench *b, struct phone *p, const char *file)
{
	progress_asked(p, file);
	progress_unheard(p);
	patience_look(b, p);
}

/* It may still take an unsigned one; its row says so until something else is to be said. */
static void say_signed(struct bench *b, struct phone *p)
{
	log_line(
		LOG_WARNING, p->name,
		"[NR-TRUST] asks for a signed configuration: it holds the trust list of another call "
		"manager; erase its security settings, or reset it, when it does not go on");
	alert_raise(b, CODE_TRUST, p->id, 0,
		    "asks for a signed configuration: it holds the trust list of another call manager; "
		    "erase its security settings, or reset it");
	if (safety_at_rest(p))
		return;
	state_say(
		p, "NR-TRUST",
		"asks for a signed configuration: it holds the trust list of another call manager; erase "
		"its security settings, or reset it, when it does not go on");
	if (b->changed)
		b->changed(b, p, b->changed_arg);
}

void deed_refused(struct bench *b, struct phone *p, const char *name)
{
	struct want w;

	progress_asked(p, name);
	if (!p->belief.model) {
		asked(b, p, name);
		return;
	}
	if (progress_refused(p, name, RESENT_MS) >= UNHEARD_REFUSALS)
		progress_unheard(p);
	want_find(b, p, name, &w);
	switch (w.kind) {
	case WANT_SIGNED:
		if (progress_signed(p) == 1)
			say_signed(b, p);
		break;
	case WANT_REJECTED:
		download_list(b, p);
		break;
	case WANT_LATER:
		progress_untold(p);     /* that it does not take the load is no fault of its own */
		break;
	case WANT_OTHER:
		download_asked_other(b, p, name);
		break;
	case WANT_CONFIG:
	case WANT_TRUST:
	case WANT_LIST:
	case WANT_IMAGE:
		break;
	}
	asked(b, p, name);
	patience_look(b, p);
}
