-- Each news about a thing looks for what it makes pointless.
create index held_about on mail.held (about);
