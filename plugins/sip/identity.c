/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * identity.c -- see identity.h.
 */
#include <config.h>

#include "plugins/sip/identity.h"

/* The instance of a Java phone is a UUID of zeros and its MAC. */
static bool mac_of_instance(struct sip_slice contact, struct nr_mac *mac)
{
	static const char zeros[] = "00000000-0000-0000-0000-";
	struct sip_slice v;
	char text[80];
	const char *s;

	if (!sip_parameter(contact, "+sip.instance", &v))
		return false;
	s = strstr(sip_text(v, text, sizeof(text)), zeros);
	if (!s)
		return false;
	s += sizeof(zeros) - 1;
	return nr_scan_mac(&s, "", mac);
}

static bool name_of_contact(struct sip_slice contact, char *name, size_t size)
{
	struct sip_slice v;

	if (!sip_parameter(contact, "+u.sip!devicename.ccm.cisco.com", &v))
		return false;
	sip_text(v, name, size);
	return true;
}

void identity_read(const struct sip_message *m, struct identity *id)
{
	struct sip_slice words;
	char text[256] = "";

	memset(id, 0, sizeof(*id));
	if (sip_reason_text(m->reason, &words))
		alarm_read(sip_text(words, text, sizeof(text)), &id->alarm);
	snprintf(id->name, sizeof(id->name), "%s", id->alarm.name);
	if (id->name[0] ||
	    (m->contact_count && name_of_contact(m->contact[0], id->name, sizeof(id->name))))
		id->has_mac = nr_phone_name_mac(id->name, &id->mac);
	else if (m->contact_count)
		id->has_mac = mac_of_instance(m->contact[0], &id->mac);
	if (id->has_mac)
		nr_phone_name(&id->mac, id->name);
	else
		id->name[0] = '\0';
}
