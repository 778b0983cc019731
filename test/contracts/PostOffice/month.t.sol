// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Address} from "@openzeppelin/contracts/utils/Address.sol";

import {PostOfficeHandler} from "./invariants.t.sol";
import {PostOfficeTest} from "./PostOfficeTest.sol";

/// @title A month of fifty people, four tokens and 20,000 operations
/// @notice At its end everybody takes out everything, and the contract holds only what was forced in. The counts are printed.
contract PostOfficeMonthTest is PostOfficeTest {
    uint256 private constant _PEOPLE = 50;
    uint256 private constant _INBOXES = 12;
    uint256 private constant _OPERATIONS = 20_000;
    /// @dev Of three hours on average, so that it takes thirty days.
    uint256 private constant _STEPS_OF_TIME = 240;

    PostOfficeHandler private _handler;
    string[] private _names;
    bytes4[] private _actions;
    /// @dev Places above, each as often as it is likely.
    uint256[] private _urn;

    function setUp() public override {
        super.setUp();
        _handler = new PostOfficeHandler(registry, office, _PEOPLE, _INBOXES, true);
        _planMoney();
        _planInboxes();
        _planStamps();
        _planMailings();
    }

    function test_EverythingComesOutAgain() public {
        (uint256 seed, uint256 steps) = (30, 0);
        for (uint256 n = 0; n < _OPERATIONS; n = _handler.doneInAll()) {
            seed = uint256(keccak256(abi.encode(seed)));
            bytes4 action = _actions[_urn[seed % _urn.length]];
            if (n >= (steps * _OPERATIONS) / _STEPS_OF_TIME)
                (action, steps) = (_handler.letTimePass.selector, steps + 1);
            Address.functionCall(address(_handler), abi.encodeWithSelector(action, seed));
        }
        _print(string.concat("days: ", vm.toString((_handler.clock() - NOW) / 1 days)));
        for (uint256 i = 0; i < _actions.length; ++i) {
            _print(string.concat(_names[i], ": ", vm.toString(_handler.done(_actions[i]))));
        }
        _settleUp();
    }

    function _settleUp() private {
        _handler.checkSolvency();
        _handler.checkEveryone();
        _handler.checkEscrow();
        _handler.checkStamps(0, type(uint256).max);
        _handler.checkMailings(0, type(uint256).max);
        _handler.endEverything();
        _handler.withdrawEverything();
        _handler.checkEveryone();
        for (uint256 t = 0; t < 4; ++t) {
            address token = _handler.tokenAt(t);
            vm.assertGt(_handler.forced(token), 0, "something was forced in");
            assertHeld(token, _handler.forced(token));
        }
    }

    /* PLAN */

    function _planMoney() private {
        _plan("deposit", _handler.deposit.selector, 6);
        _plan("depositWithPermit", _handler.depositWithPermit.selector, 2);
        _plan("depositWithAuthorization", _handler.depositWithAuthorization.selector, 2);
        _plan("withdraw", _handler.withdraw.selector, 6);
        _plan("withdrawFor", _handler.withdrawFor.selector, 2);
        _plan("transfer", _handler.transfer.selector, 4);
        _plan("approve", _handler.approve.selector, 1);
        _plan("setOperator", _handler.setOperator.selector, 1);
        _plan("transferFrom", _handler.transferFrom.selector, 2);
        _plan("useNonce", _handler.useNonce.selector, 1);
        _plan("forced in", _handler.forceIn.selector, 1);
    }

    function _planInboxes() private {
        _plan("setTerms", _handler.setTerms.selector, 1);
        _plan("setConsents", _handler.setConsents.selector, 1);
        _plan("setPayout", _handler.setPayout.selector, 1);
        _plan("wallets linked and unlinked", _handler.changeWallets.selector, 1);
        _plan("time", _handler.letTimePass.selector, 0);
    }

    function _planStamps() private {
        _plan("post", _handler.post.selector, 10);
        _plan("postMany", _handler.postMany.selector, 6);
        _plan("postFor", _handler.postFor.selector, 4);
        _plan("postFrom", _handler.postFrom.selector, 4);
        _plan("voidStamps", _handler.voidStamps.selector, 1);
        _plan("admit", _handler.admit.selector, 10);
        _plan("collect", _handler.collect.selector, 8);
        _plan("collect by the relay", _handler.collectAsRelay.selector, 3);
        _plan("returnToSender", _handler.returnToSender.selector, 3);
        _plan("settleFor", _handler.settleFor.selector, 3);
        _plan("expire", _handler.expire.selector, 8);
    }

    function _planMailings() private {
        _plan("openMailing", _handler.openMailing.selector, 4);
        _plan("admitMailing", _handler.admitMailing.selector, 3);
        _plan("collectMail", _handler.collectMail.selector, 5);
        _plan("collectMailFor", _handler.collectMailFor.selector, 2);
        _plan("closeMailing", _handler.closeMailing.selector, 5);
    }

    function _plan(string memory name, bytes4 action, uint256 likelihood) private {
        _names.push(name);
        _actions.push(action);
        for (uint256 i = 0; i < likelihood; ++i) _urn.push(_actions.length - 1);
    }

    /// @dev By Hardhat's console.
    function _print(string memory line) private view {
        address console = 0x000000000000000000636F6e736F6c652e6c6f67;
        (bool success, ) = console.staticcall(abi.encodeWithSignature("log(string)", line));
        vm.assertTrue(success);
    }
}
