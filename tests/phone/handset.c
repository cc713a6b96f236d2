/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * handset.c -- which phones there are, and how each names itself.
 */
#include <config.h>

#include "tests/phone/family.h"
#include "tests/phone/profile.h"

#include <netrecover/types.h>

#include <strings.h>

#define SAYS(name)      "Cisco IP Phone " name
#define CLASS(number)   "Cisco Systems, Inc. IP Phone CP-" number

#define JAVA(nn, suffix, group, term, type) \
	{ nn, SAYS(nn), CLASS(suffix), group, term, type, &family_java, NULL }
#define KIND(nn, group, type, family) { nn, SAYS(nn), CLASS(nn), group, NULL, type, family, NULL }
#define WIRELESS(nn, type) \
	{ nn, SAYS(nn), "Cisco Systems Inc. Wireless Phone " nn, nn "G", NULL, type, &family_wireless, NULL }
#define OTHER(name, profile) { name, name, "", name, NULL, 0, &family_strange, profile }

static const struct handset handsets[] = {
	JAVA("7906", "7906G", "11", "06", 369),
	JAVA("7911", "7911G", "11", "11", 307),
	JAVA("7931", "7931G", "31", "31", 348),
	JAVA("7941", "7941G", "41", "41", 115),
	JAVA("7941G-GE", "7941G-GE", "41", "41", 309),
	JAVA("7942", "7942G", "42", "42", 434),
	JAVA("7945", "7945G", "45", "45", 435),
	JAVA("7961", "7961G", "41", "61", 30018),
	JAVA("7961G-GE", "7961G-GE", "41", "61", 308),
	JAVA("7962", "7962G", "42", "62", 404),
	JAVA("7965", "7965G", "45", "65", 436),
	JAVA("7970", "7970G", "70", "70", 30006),
	JAVA("7971", "7971G-GE", "70", "71", 119),
	JAVA("7975", "7975G", "75", "75", 437),
	{ "7940", SAYS("7940"), CLASS("7940G"), "P0", NULL, 8, &family_digits, NULL },
	{ "7960", SAYS("7960"), CLASS("7960G"), "P0", NULL, 7, &family_digits, NULL },
	WIRELESS("7921", 365),
	WIRELESS("7925", 484),
	WIRELESS("7926", 577),
	KIND("6901", "6901", 547, &family_69xx),
	KIND("6911", "6911", 548, &family_69xx),
	KIND("6921", "69xx", 495, &family_69xx),
	KIND("6941", "69xx", 496, &family_69xx),
	KIND("6945", "6945", 564, &family_69xx),
	KIND("6961", "69xx", 497, &family_69xx),
	/* With a blank behind the number. */
	{ "8941", SAYS("8941 "), CLASS("8941"), "894", NULL, 586, &family_69xx, NULL },
	{ "8945", SAYS("8945 "), CLASS("8945"), "894", NULL, 585, &family_69xx, NULL },
	KIND("8961", "8961", 540, &family_99xx),
	KIND("9951", "9951", 537, &family_99xx),
	KIND("9971", "9971", 493, &family_99xx),
	KIND("7811", "78xx", 36213, &family_88xx),
	KIND("7821", "78xx", 621, &family_88xx),
	KIND("7841", "78xx", 622, &family_88xx),
	KIND("7861", "78xx", 623, &family_88xx),
	KIND("8811", "88xx", 36217, &family_88xx),
	KIND("8841", "88xx", 683, &family_88xx),
	KIND("8845", "8845_65", 36224, &family_88xx),
	KIND("8851", "88xx", 684, &family_88xx),
	KIND("8861", "88xx", 685, &family_88xx),
	KIND("8865", "8845_65", 36225, &family_88xx),
	OTHER("nortel1120e", &profile_nortel),
	OTHER("nortel1140e", &profile_nortel),
	OTHER("nortel1210", &profile_nortel),
	OTHER("nortel1220", &profile_nortel),
	OTHER("nortel1230", &profile_nortel),
	OTHER("polycom330", &profile_polycom),
	OTHER("polycom335", &profile_polycom),
	OTHER("polycom430", &profile_polycom),
	OTHER("polycom450", &profile_polycom),
	OTHER("polycom550", &profile_polycom),
	OTHER("polycom650", &profile_polycom),
	OTHER("snom300", &profile_snom),
	OTHER("snom320", &profile_snom),
	OTHER("snom360", &profile_snom),
	OTHER("snom370", &profile_snom),
	OTHER("snom710", &profile_snom),
	OTHER("snom715", &profile_snom),
	OTHER("snom720", &profile_snom),
	OTHER("snom760", &profile_snom),
	OTHER("snom820", &profile_snom),
	OTHER("snom821", &profile_snom),
	OTHER("snom870", &profile_snom),
};

const struct handset *handset_find(const char *model)
{
	for (size_t i = 0; i < NR_ARRAY_SIZE(handsets); i++)
		if (strcasecmp(handsets[i].model, model) == 0)
			return &handsets[i];
	return NULL;
}
