def test_x(tmp_path):
    from bot.logs import prepare_environment
    prepare_environment()
    from bot.assistant.agent import load_assistant
    from bot.settings import Settings
    a = load_assistant(Settings(_env_file=None, home=tmp_path))
    import bot.training.train, bot.training.check, bot.training.pictures
    import matplotlib; matplotlib.use("Agg"); from matplotlib import pyplot
    from sanic import Sanic
