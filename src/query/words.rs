//! The words of the lexicon, folded (no accents, lower case), by what they say. The door is [`WORDS`].
//!
//! `estren*` is any word that begins so; `por_favor` is a phrase. A phrase wins over its words, the longest first.

use super::cue::Cue::{self, *};

/// Cues and the words that give them. A word may stand in several rows.
pub const WORDS: &[(&[Cue], &str)] = &[
    (
        &[Count],
        "cuantas cuantos cuantitas cuantitos cants cant cantidad cantidades numero nro num total totales conteo recuento suma \
        cifra contabiliza contabilizar count number amount how_many cuantas_son que_cantidad cuanta_cantidad contame_cuantas cta ctas \
        que_tan_grande cuan_grande tamano size how_big how_large grande cuantas_de cuantos_de q_cantidad howmany tally quantity",
    ),
    (&[HowMuch], "cuanto cuanta how_much"),
    (
        &[Film],
        "peli pelis pelicula peliculas pelicul* peliculon peliculones film films filme filmes filmaciones filmacion cinta cintas \
        largometraje largometrajes largo largos movie movies flick flicks titulo titulos title titles obra obras produccion \
        producciones pelicula_de_cine motion_picture motion_pictures picture pictures feature features metraje metrajes \
        rodaje rodajes contenido contenidos",
    ),
    (
        &[Show],
        "serie series show shows tv_show tv_shows tele_serie miniserie miniseries teleserie teleseries programa programas",
    ),
    (
        &[Catalog],
        "catalogo catalogos catalog catalogue biblioteca library oferta cartelera repertorio coleccion inventario videoteca \
        grilla stock",
    ),
    (
        &[Film, Release],
        "estreno estrenos premiere premieres lanzamiento lanzamientos debut debuts estrenazo estrenazos release releases",
    ),
    (
        &[Release],
        "estren* lanzo lanzaron lanzan lanza lanzada lanzadas lanzado lanzados lanzar lanzadaz salen salieron salio salian \
        saliendo salidas salida salir debut* public* premier* released launched launch came_out come_out comes_out coming_out got_released \
        vieron_la_luz vio_la_luz ven_la_luz llegaron_a_los_cines llegaron_al_cine llegan_a_los_cines llegan_al_cine llegaron llegan llego \
        aparecieron se_vieron opened open hit_theaters hit_the_theaters hit_cinemas se_proyectaron proyectaron exhib* \
        en_cines en_salas a_salas al_cine a_los_cines in_theaters in_cinemas came_to_theaters out",
    ),
    (&[Release, Repeats], "sale salga"),
    (&[MonthWord], "mes meses month months mes_de"),
    (&[DayWord], "dia dias day days d_semana dia_de_la_semana dias_de_la_semana weekday jornada"),
    (&[YearWord], "ano anos year years temporada_del"),
    (
        &[Rated],
        "score scores escor puntaje puntajes puntuacion puntuaciones puntua puntuan puntuada puntuadas puntuado puntuados \
        puntuaron puntuo puntuar puntito puntos punto points calificacion calificaciones calific* rating ratings rated rate nota notas notita \
        popularidad popular populares popularity valoracion valorada valoradas valorado valorados valor estrellas estrella stars \
        estrellitas evaluacion evaluada evaluan evaluaron evaluada puntaj* promedio media metascore que_tan_buena que_tan_bueno \
        que_tan_buena_es que_tan_conocida que_tan_famosa how_good how_popular how_well_rated que_tal_es que_tal_esta que_tan_bien \
        cuan_popular cuan_buena nivel_de_popularidad indice_de_popularidad fama ranking reputacion aceptacion ponderacion tan_popular \
        average_score average_rating puntaje_promedio",
    ),
    (
        &[Vote],
        "voto votos vota votan votaron votado votada votadas votados votantes votante votacion votaciones votar votaste votazo votes \
        vote voted voters voter valoraciones cuantas_puntuaciones cuantas_calificaciones how_many_ratings resenas opiniones criticas \
        cuantos_ratings cantidad_de_puntuaciones cantidad_de_calificaciones cuantos_puntajes cuantas_resenas reviews \
        numero_de_calificaciones numero_de_puntuaciones number_of_ratings numero_de_ratings cantidad_de_ratings cuantas_evaluaciones \
        cantidad_de_evaluaciones cuantas_notas valoraron votas total_de_calificaciones total_de_puntuaciones",
    ),
    (
        &[People],
        "gente persona personas people users usuarios espectadores publico audiencia audience fans personitas viewers \
        almas humanos criticos quienes",
    ),
    (
        &[Actor],
        "actor actriz actress interprete artista estrella_de_cine actores actrices actors actresses interpretes \
        actorazo como_actor como_actriz como_interprete as_actor as_an_actor as_an_actress as_actress de_actor de_actriz \
        delante_de_camara delante_de_las_camaras en_su_faceta_de_actor artistas cara caras performer performers star",
    ),
    (
        &[Acts],
        "actu* actuacion actuaciones particip* protagoniz* interviene intervino intervenciones intervencion acted act acts \
        acting starred stars_in starring star_in appeared played plays papel papeles roles rol actua trabajo trabaja \
        trabajado ha_trabajado interpreto interpretado encarno elenco_de trabajos aparicion apariciones credits creditos cameos cameo \
        ha_aparecido was_in been_in is_in ha_salido estuvo_en ha_estado_en estuvo",
    ),
    (&[Acts, Repeats], "aparece aparecen aparecio aparecido figura figuro figuran aparezca appears appear appearances"),
    (
        &[Acts],
        "hizo hace hecho hicieron ha_hecho hiciste made did filmo filmado filma rodo rodado ha_rodado ha_filmado grabo",
    ),
    (
        &[Director],
        "director directora direct* directores directoras realizador realizadora realizadores cineasta cineastas \
        filmmaker moviemaker como_director como_directora as_director as_a_director de_director de_directora como_realizador \
        como_realizadora como_cineasta detras_de_camara detras_de_las_camaras tras_las_camaras detras_de_camaras tras_la_camara \
        en_la_direccion direccion en_su_faceta_de_director metteur regista dire dir",
    ),
    (
        &[Directs],
        "dirig* dirij* directed directs directing dirigio realizo realizado realizadas realizados helmed \
        firmo firmadas firmada ha_dirigido hechas_por hecha_por hechos_por made_by movies_by films_by peliculas_por \
        rodadas_por filmadas_por rodado_por",
    ),
    (
        &[Return],
        "retorno retornos return returns exito exitos exitoso exitosa recaud* rentabilidad rentable rentables ganancia ganancias \
        gano_en_taquilla taquilla taquillera taquillero taquilleros box_office earnings earned gross grossed revenue ingresos \
        generaron genero_en revenues profit profits profitable beneficio beneficios success successful rendimiento \
        roi facturo facturacion resultados resultado numeros_de stats estadisticas estadistica balance plata dinero money produjo \
        devolvio cuanto_gano cuanto_hizo desempeno performance metricas how_successful",
    ),
    (&[Career], "filmografia filmography carrera trayectoria career historial curriculum obra_de works work"),
    (
        &[Suggest],
        "recom* recomiend* recommend* suger* sugier* sugir* suggest* aconsej* recomi* propon* propone* reco recos \
        tirame_una tirame_otra tirame_algo pasame_una pasame_algo pasame_otras dame_algo dame_una dame_pelis dame_otra dame_otras \
        necesito_algo busco_algo busco_una busco_pelis quiero_algo quiero_una quiero_otra quiero_pelis quiero_ver mostrame_pelis \
        muestrame_peliculas tirate tirame_pelis give_me_something i_want_something something_to_watch looking_for que_veo que_puedo_ver \
        que_podria_ver que_miro que_puedo_mirar que_ver que_mirar que_otra que_otras what_should_i_watch what_to_watch what_else \
        what_can_i_watch que_mas_veo que_mas_puedo_ver que_pongo que_me_tiras que_me_pasas tirame_data tirame_opciones \
        what_do_i_watch que_deberia_ver sugeridas ganas_de_ver ganas_de_algo me_copa_algo antoja_algo quisiera_ver want_to_watch \
        q_veo q_puedo_ver q_miro pasame_pelis pasame_peliculas ideas_de ideas opciones_de opciones",
    ),
    (
        &[Alike],
        "parecid* parecen parezca parezcan parece_a parecia similar* simil similes semejant* estilo tipo onda afin afines \
        relacionad* comparable* equivalent* alternativa alternativas like_this mismo_estilo mismo_tono misma_onda same_style same_vibe same_vibes \
        vibe vibes al_estilo del_estilo en_la_linea misma_linea en_plan a_la_manera por_el_estilo rollo palo vecinas cercanas \
        hermanas basada_en basadas_en basado_en basandote_en basandome_en based_on inspirad* alguna_como algo_como una_como uno_como otra_como \
        otras_como otros_como algun_como pelis_como peli_como peliculas_como pelicula_como films_como filmes_como cintas_como titulos_como \
        unas_como mas_como asi_como movies_like movie_like films_like film_like something_like anything_like more_like akin \
        resembl* like sean_como sea_como son_como estilo_de tan_buena_como tan_buenas_como igual_a iguales_a igual_que vaya_con \
        cosas_como series_como otra_pelicula_como otra_peli_como otras_pelis_como a_lo asemej* se_le_parec* combinan_con en_la_vena \
        largometrajes_como mismo_genero_que mismo_universo alternatives along_the_lines comparables in_the_style gemela gemelas \
        parienta parientas primas vea_como ver_como",
    ),
    (
        &[Liked],
        "me_gusto me_gustaron me_encanto me_encantaron me_fascino me_copo me_copa me_mola me_molo me_flipo me_flipa me_gusta \
        me_encanta me_fascina ame adore disfrute nos_gusto nos_encanto le_gusto_a flipe_con fan_de fanatico_de fanatica_de fanatico fan \
        vi acabo_de_ver termine_de_ver termine recien_vi ya_vi vimos viste_tambien he_visto habiendo_visto despues_de_ver \
        despues_de tras_ver luego_de_ver i_liked i_loved i_like i_love loved liked enjoyed i_enjoyed i_watched watched saw i_saw \
        just_watched after_watching me_quede_manija_con me_re_gusto me_re_copo quede_fascinado_con quede_fascinada_con me_volo_la_cabeza \
        gusto encanto fascino lovers amantes_de gustado encantado me_ha_gustado me_ha_encantado i_just_saw mi_favorita_es mi_peli_favorita_es \
        mi_pelicula_favorita_es favorita_es favourite favorite me_atrapo me_atrapo_mucho me_parecio_genial alucine_con \
        soy_fan_de lover soy_fan me_divirtio visto",
    ),
    (&[See], "ver veo mirar miro mire vemos veamos watch see vea mirando viendo checar"),
    (
        &[Other],
        "algo otra otras otro otros alguna algunas algun alguno algunos una unas something another others anything some cosas \
        mas_asi asi una_asi otra_asi varias",
    ),
    (&[Most], "mas most maximo maxima max mayor top mayores maximos maximas moar ma"),
    (&[Best], "mejor mejores best greatest top_rated preferida preferidas masterpiece obras_maestras superior_s"),
    (
        &[Least],
        "menos menor menores minimo minima least lowest worst peor peores corta cortas corto cortos breve breves shortest short \
        fewest bajo baja bajos bajas less fewer cortita ninguna ningun nunca cero sin without never no_tienen",
    ),
    (
        &[Long],
        "larg* duracion duraciones dura duran duro durar durado durada duradera duraderas extens* duration length lengthy runtime \
        minutaje longitud prolongad* kilometrica eterna durando extension metraje_total interminable tarda demora",
    ),
    (
        &[Longest],
        "longest larguisima larguisimo lasts_the_most lasts_most lasts_longest runs_longest longuest dura_mas mas_dura mas_larga \
        duracion_maxima maxima_duracion mayor_duracion mas_larg*",
    ),
    (
        &[Above],
        "mas_de + > mayor_a mayor_que mayores_a mayores_que mayor_de mas_que superior_a superiores_a superior_al superior superiores \
        superan supera superen superaron superando superar arriba_de arriba_del arriba por_encima_de por_encima_del por_encima encima_de \
        encima above over more_than greater_than higher_than bigger_than better_than pasan_de pasa_de pasan pasen_de sobrepas* exced* al_menos \
        por_lo_menos como_minimo minimo_de at_least a_partir_de desde_los sobre_los sobre_el mas_alto_que mas_alta_que mas_altas_que \
        mas_altos_que por_arriba_de por_arriba mejor_que mejores_que no_menos_de rebas* exceeding exceed exceeds exceeded sobre \
        de_mas_de que_pasan mayor mas_alla_de higher_scores_than better_rated_than mayores mas_altos_a mas_alto_a beyond \
        mas_alta_a mas_altas_a mas_d a_mas_de",
    ),
    (
        &[Below],
        "menos_de < menor_a menor_que menores_a menores_que por_debajo_de por_debajo debajo_de debajo below under less_than lower_than \
        inferior_a inferiores_a inferior inferiores como_maximo hasta_los fewer_than at_most no_mas_de no_superan no_llegan \
        abajo_de por_abajo_de entre between exactamente exactly no_pasan",
    ),
    (
        &[Repeats],
        "repetid* repite repiten repitio recurrent* frecuent* habitual* presente presencia presencias seguido veces omnipresente comun frequent \
        recurring repeated often frequently apariciones times mas_visto mas_vista mas_vistos mas_activo mas_activa prolifico prolifica \
        mas_popular_entre constante asiduo asidua repeats repetia prolific",
    ),
    (
        &[Predict],
        "predec* predic* predict* le_gustara le_gustaria le_va_a_gustar va_a_gustar gustarle gustaria gustara le_recomendarias \
        deberia_ver estima* would_like would_love would_enjoy will_like le_recomendas le_recomiendas le_encantaria le_encantara would_user \
        enjoy se_la_recomendas se_la_recomiendas se_la_recomendarias conviene le_pondria pondria calificaria le_daria pronostic* \
        le_convenceria disfrutaria disfrutara recomendable apta apto recomendada_para recomendarsela recomendarselo encantaria encantara \
        agradara agradaria va_a_encantar",
    ),
    (
        &[User],
        "usuario usuaria user usr userid user_id id_de_usuario usuario_numero usuario_nro usuario_n user_number id",
    ),
    (
        &[Filler],
        "por_favor porfa porfis porfavor please pls plis plz porfi che bro wey guey amigo amiga loco loca bot maestro capo genio jefe \
        hermano tio tia parce oye oiga oigan escucha mira vos tu usted ustedes yo nosotros me te se le les nos lo os mi mis su sus tus \
        dime decime digame diganme dinos decinos cuentame contame cuenteme conta cuenta di deci diga dame deme danos da dan dio dieron \
        pasame mostrame muestrame muestra mostra ensename listame lista list tirame tira tiras necesito necesitaria quiero quisiera queria \
        quieres queres quiere quieren queremos deseo desearia gustaria_saber me_gustaria_saber saber conocer averiguar averigua averiguame \
        preguntar consultar consulta pregunta duda busco buscar busca buscame buscaba estoy_buscando ando_buscando puedes podes puede \
        podrias podria pueden puedo podemos sabes sabe sabras sabrias sabrian se_sabe hay habia hubo hubieron habra haya ha han he has habido es son \
        era eran fue fueron ser sea sean sera serian siendo sido esta estan este estas ese esa esos esas esto eso estaba estaban estuvieron estar tiene \
        tienen tuvo tuvieron tenia tenian tener tenga tengan tendra tendran teniendo tenido posee cuenta_con lleva llevan llevo obtuvo \
        obtuvieron obtiene obtener recibio recibieron recibe reciben saco saca consiguio consigue logro dispone ofrece ofrecen ofrecia \
        existe existen existian acumula acumulo acumulan registra registraron registradas registran junto alcanza alcanzo ponen \
        le_ponen pusieron puso ponemos pone asigna asignan acaso entonces pues bueno bien buena buenas buenos_titulos dale ok okey okay a_ver eh em mmm \
        ehh ah oh uy ay jaja jajaja jeje xd lol ya ahora aqui aca ahi alla alli tambien solo solamente nomas nada_mas aproximadamente mas_o_menos \
        mas_menos masomenos rapido rapidito actualmente hoy_en_dia todo todos todas toda todito entero entera completo completa en_total \
        total_de in_total altogether total_total segun dentro aproximado un unos uno is are was were be been being do does \
        have had having get gets got give me_ can could would will you your i im my we they it its that there this these those tell \
        show_me know want wanna like_to need just ever so well buddy dude mate cada durante through during via historicamente \
        historia historico historica siempre jamas alguna_vez hasta_ahora hasta_el_momento a_lo_largo nivel global general en_general \
        pibe piba ves vez si no quizas tal imagino creo aver interesa interesaria curiosidad tengo_curiosidad por_curiosidad \
        info_sobre aclarame confirmame confirmar contestame responde respondeme informame informe calcula calculame calcular \
        chequea chequeame fijate podes_fijarte revisa revisame tenes tienes disponen contiene contienen incluye incluyen incluido \
        aproximada aprox exacto exacta misma mismo mismas mismos propio cualquier cualquiera resulta toca caen cayo cayeron cae caia \
        cayendo haber habria hubiera tirando tipo_de clase_de bajo_el bajo_la siguiente siguientes ultima ultimo ultimas ultimos \
        correspondiente correspondientes corresponden pertenecen pertenece alojadas aloja alberga albergan dispones disponer suele suelen \
        solian solia ocurrieron tuvieron_lugar producidas producen produjeron hechas hecha hay_en hay_de en_su_totalidad \
        ahi_dentro adentro cantidad_total numerito cual_seria exists exist hold holds host hosts carry carries offer offers contains contain \
        included pinta actualidad actual actuales dato datito datazo asociado asociada entre_todas entre_todos entre_las entre_los vigente",
    ),
    (&[Filler, Available], "disponible disponibles available streaming stream"),
    (&[What], "que q k cual cuales what which whats qe ke"),
    (&[Who], "quien quienes who whos qien kien"),
    (
        &[When],
        "cuando when en_que_ano en_que_fecha que_dia_se fecha fecha_de_estreno ano_de_estreno what_year which_year de_que_ano \
        en_que_mes_se",
    ),
    (
        &[Where],
        "donde adonde where en_que_plataforma en_que_plataformas en_cual_plataforma which_platform what_platform en_que_servicio \
        en_que_streaming",
    ),
    (&[How], "como how"),
    (
        &[Link],
        "de del d a al para pa por of for to with con en in on at about from sobre acerca respecto by off ante hacia x sobre",
    ),
    (&[Article], "el la los las the an l"),
    (&[And], "y e and o or u ni pero mas_bien ademas"),
    (
        &[Called],
        "llamada llamado llamadas titulada titulado que_se_llama se_llama se_titula called named titled denominada apellidado apellidada \
        de_nombre de_apellido",
    ),
    (
        &[Sorry],
        "perdon digo quise_decir mejor_dicho o_sea quiero_decir corrijo me_equivoque i_mean sorry no_perdon no_no espera_no",
    ),
    (
        &[Card],
        "sinopsis trama argumento resumen trata reparto elenco cast protagonistas protagonista presupuesto budget costo \
        genero generos de_que_va de_que_trata de_que_se_trata plot ficha info informacion detalles datos data details protagonizo \
        quien_dirige idioma guion guionista guionistas musica soundtrack banda_sonora synopsis summary saga secuela secuelas \
        productora personaje personajes",
    ),
    (
        &[Foreign],
        "clima tiempo temperatura llueve lluvia llovera lluvias gol goles futbol partido mundial messi maradona precio precios cuesta \
        cuestan costar vale valen cuanto_sale cuanto_vale link links enlace descarg* torrent download trailer trailers entrada boleto boletos comprar \
        compro compra compras vender nacio nacido nacimiento born birthday edad old anos_tiene casad* soltero murio muerto muerte fallecio cumpleanos cumple esposa \
        novio marido pareja married dead died receta recetas cocin* cenar cenamos cena comer comemos comida almuerzo pizza restaurante \
        restaurant hotel chiste joke traduc* traduci translate capital presidente president dolar euro bitcoin noticia* news horoscopo \
        signo cancion song letra lyrics poema poem escribi escribio escribir escribe escribeme wrote write altura mide alto alta pesa vive vivo \
        hora alarma recordatorio reminder avisame llama llamame telefono whatsapp instagram sueldo cobra cobro salario salary gana ganar gano ganaron win won \
        cancelar cancelo cancela suscrib* suscripcion subscription contrasena password cuenta_de mensual plan planes cuota tarifa gratis free \
        pirata cuevana stremio subtitul* doblad* netflix_gratis vuelo vuelos viaje viajar tren colectivo taxi uber mapa calle direccion_de \
        medico remedio dolor sintomas fiebre abogado perro gato auto coche celular computadora codigo program* python raiz suma_de sumar resta \
        multiplica* dividid* por_ciento cuadrada ecuacion integral derivada matematica* fisica quimica historia_de guerra libro book novela \
        poster afiche foto photo imagen final end ending termina final_de explicado explicacion explica explain significa significado \
        vuelve_a proxima estrenara estrenaran next remake_de habra_secuela cine_cerca cine_mas_cercano funciones_de funcion asiento asientos \
        amor enamorado aburrido triste feliz_cumple elecciones diputados senadores gobierno gobernador politic* lotera loteria quiniela horario horarios \
        director_tecnico tecnico dt equipo colegio escuela tarea deberes examen gimnasio dieta mano pelo ojos color",
    ),
    (
        &[Hello],
        "hola holi holis hola_hola hello hi hey ey buenas wenas buen_dia buenos_dias buenas_tardes buenas_noches good_morning \
        good_afternoon good_evening good_day saludos que_tal que_onda que_hubo quiubo que_hay_de_nuevo que_pasa epa aloha alo bienvenido q_tal q_onda \
        que_hay wola que_cuentas que_contas hola_de_nuevo muy_buenas buen_di hii whats_up sup",
    ),
    (
        &[Thanks],
        "gracias thanks thank_you thankyou thx ty grax agradec* genial excelente perfecto buenisimo joya crack copado te_pasaste mil_gracias \
        se_agradece muchas_gracias bravo great awesome cool nice barbaro espectacular fenomeno fenomenal idolo maravilloso grosso capa sos_un_genio eres_un_genio \
        sos_lo_mas eres_el_mejor sos_el_mejor muy_amable amable que_amable increible impecable estupendo gracia te_lo_agradezco de_diez sos_grande cheers",
    ),
    (
        &[Bye],
        "chau chao adios bye byebye goodbye hasta_luego hasta_manana hasta_pronto hasta_la_vista hasta_la_proxima hasta_otra hasta nos_vemos \
        nos_leemos nos_hablamos hablamos me_voy me_despido cuidate cuidense que_tengas que_tenga que_tengan que_te_vaya que_descanses que_descanse \
        que_la_pases que_lo_pases que_pases buen feliz lindo linda bonito bonita finde fin_de_semana see_you see_ya good_night goodnight take_care have_a_nice have_a_good \
        bendiciones abrazo abrazos beso besos besitos chaucito nos_estamos_viendo disfruta_tu disfruta buena_semana later cya excelente_semana ten_un \
        talk_to_you chaito nv noches tardes",
    ),
    (
        &[Chat],
        "como_estas como_andas como_va como_te_va como_esta como_van como_has_estado como_estuvo como_vas como_amaneciste quien_eres quien_sos que_eres que_sos eres_un sos_un \
        eres_una sos_una como_te_llamas cual_es_tu_nombre tu_nombre te_quiero te_amo what_is_your_name whats_your_name who_are_you how_are_you how_is_it_going \
        hows_it_going todo_bien todo_tranquilo estas_ahi estas_vivo quien_te_hizo quien_te_creo quien_te_programo are_you robot humano humana \
        inteligencia_artificial ia jaja jajaja jajaj jeje jejeje haha lol xd buena_onda nice_to_meet_you mucho_gusto un_gusto encantado_de_conocerte \
        me_caes_bien que_haces_hoy que_andas_haciendo en_que_andas andas que_lindo_dia vos_bien y_vos y_tu sos_un_bot eres_un_bot",
    ),
    (
        &[HelpWord],
        "ayuda ayudame ayudas ayudar ayudarme ayudita ayudeme help socorro auxilio comandos comando commands command menu instrucciones \
        que_pod*_hacer que_pued*_hacer que_sab*_hacer que_hac*_vos que_haces que_haces_tu que_cosas que_mas_haces que_mas_pod*_hacer que_mas_pued*_hacer que_mas_sab*_hacer \
        para_que_serv* para_que_sirv* como_funcion* como_se_us* como_te_us* como_us* como_te_manej* como_se_manej* como_te_habl* que_te_puedo_preguntar que_te_puedo_pedir \
        que_puedo_preguntar* que_puedo_pedir* que_puedo_consultar* que_se_puede* que_ofrec* what_can_you_do what_do_you_do what_can_i_ask how_do_you_work how_does_this_work how_does_it_work \
        how_to_use how_do_i_use como_empiezo como_empezar como_arranco por_donde_empiezo manual tutorial guia guiame orientame funciones funcionalidades funcionalidad features capacidades que_preguntas \
        que_tipo_de_preguntas que_clase_de_preguntas que_consultas no_entiendo no_se_como ejemplos ejemplo instructivo usarte preguntarte pedirte que_sabes que_sabe_hacer \
        que_pued*_responder que_pod*_responder que_sab*_responder que_pued*_contestar que_pod*_contestar que_hace_este_bot que_hace_el_bot que_hace_esto que_opciones opciones_tengo \
        opciones_hay opciones_tienes lista_de_comandos estoy_perdid* me_perdi no_se_que_hacer no_se_usar no_se_que_preguntar instructions usage que_informacion que_info me_explicas \
        explicame_como que_mas_sab* en_que_me_pued* en_que_me_pod* en_que_pued* en_que_pod* que_me_pued*_decir que_me_pod*_decir start",
    ),
    (
        &[Counted],
        "semana semanas hora horas minutito segundos pais paises country countries siglo siglos \
        capitulo capitulos episodio episodios episodes hijos hijas esposas novias oscars oscares premio premios globos estatuillas awards award \
        goles partidos copas mundiales litros kilos metros kilometros grados planetas continentes habitantes provincias estados idiomas \
        lenguas suscriptores subscribers clientes empleados dolares pesos euros nominaciones nominado nominada \
        escenas canciones libros discos equipos jugadores patas dedos huesos calorias hermanos dientes  plataformas \
        estudios productoras salas butacas entradas tickets pochoclos matrimonios divorcios nietos mascotas perros gatos muertos remakes \
        platforms streaming_platforms vacas bisiestos feriados",
    ),
    (
        &[Genre],
        "comedia comedias drama dramas terror horror accion romance romantic* suspenso thriller thrillers western westerns animad* animacion \
        infantil infantiles documental documentales ciencia_ficcion sci_fi scifi fantasia belic* policial policiales musical musicales \
        aventura aventuras misterio anime familiar familiares erotic* comedy comedies animated documentary documentaries argentin* espanol* \
        mexican* frances* italian* japones* corean* brasil* colombian* chilen* aleman* britanic* inglesa inglesas ingles americana americanas \
        yanqui yanquis estadounidens* navidenas cortometraje cortometrajes biopic biografic* historicas superheroes zombies zombis \
        vampiros deportivas gay lgbt independientes indie mudas blanco_y_negro clasicas clasicos vieja viejas antigua antiguas nueva nuevas",
    ),
];
