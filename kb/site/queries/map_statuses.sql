-- The statuses of claims that stand, where there are others; nothing where all claims stand.
select distinct status from claim
where status in ('draft', 'reviewed')
  and exists (select 1 from claim where status not in ('draft', 'reviewed'))
order by status
