-- One figure.
select * from figure where figure_id = :figure
