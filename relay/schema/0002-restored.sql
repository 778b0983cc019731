-- Ids that a letter had before it was held back and came again by another: its recipient may know it by these.
alter table relay.letter add column former_ids bigint[] not null default '{}';

create index letter_postage on relay.letter (postage_id);
