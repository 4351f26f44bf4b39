// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Package escape keeps texts that strangers wrote from being read as anything but text: in Markdown no markup, link,
// mention or HTML, in a spreadsheet no formula. Characters that hide are written out everywhere, as i18n.Visible does.
package escape
