-- A load for wrk. Without arguments: every function of the API, mixed, with addresses that repeat.
--   wrk -t2 -c64 -d10s --latency -s tools/measure/web_load.lua http://127.0.0.1:8080
-- One address alone: put it behind `--`, for example `… http://127.0.0.1:8080 -- /recomendacion/Toy%20Story`.
-- PAUSE=12 in the environment: each connection waits so many milliseconds before it asks again.
-- Addresses of a file, one a line, in their order: `… -- @FILE` (`web_routes.py` writes such files).
local paths = {
  "/cantidad_filmaciones_mes/enero", "/cantidad_filmaciones_dia/lunes", "/get_count_platform/netflix",
  "/get_max_duration?year=2018&platform=netflix&duration_type=min", "/get_score_count?platform=amazon&score=3.5&year=2015",
  "/get_actor?platform=netflix&year=2018", "/peliculas_idioma/es", "/peliculas_pais/AR", "/franquicia/Toy%20Story",
  "/productoras_exitosas/Pixar", "/prod_per_country?tipo=movie&pais=US&anio=2018", "/get_contents/PG-13",
}
local titles = {
  "Toy%20Story", "Titanic", "The%20Matrix", "Jumanji", "Heat", "Amelie", "El%20laberinto%20del%20fauno", "Inception",
  "The%20Dark%20Knight", "Pulp%20Fiction", "Avatar", "Gladiator", "King%20Kong", "toy%20stori", "Alien", "Casablanca",
}
local people = { "Tom%20Hanks", "Brad%20Pitt", "Meryl%20Streep", "Ricardo%20Dar%C3%ADn", "Pen%C3%A9lope%20Cruz", "Al%20Pacino" }
local about_films = {
  "/score_titulo/", "/votos_titulo/", "/recomendacion/", "/prediccion/42/", "/peliculas_duracion/", "/ficha/", "/donde/",
  "/reparto/", "/buscar?q=",
}
local about_people = { "/get_actor/", "/get_director/", "/filmografia/" }
for _, title in ipairs(titles) do
  for _, path in ipairs(about_films) do table.insert(paths, path .. title) end
end
for _, name in ipairs(people) do
  for _, path in ipairs(about_people) do table.insert(paths, path .. name) end
end

local threads = 0
function setup(thread)
  thread:set("place", threads)
  threads = threads + 1
end

local pause = tonumber(os.getenv("PAUSE") or "")
if pause then
  function delay()
    return pause
  end
end

local only, at
function init(arguments)
  only = arguments[1]
  math.randomseed(os.time() + place)
  if only and only:sub(1, 1) == "@" then
    paths, only = {}, nil
    for line in io.lines(arguments[1]:sub(2)) do table.insert(paths, line) end
    -- Each thread begins elsewhere, so that they do not ask the same.
    at = math.floor(place * #paths / 2)
  end
end

function request()
  if at then
    at = at % #paths + 1
    return wrk.format("GET", paths[at])
  end
  return wrk.format("GET", only or paths[math.random(#paths)])
end
