// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IMailings} from "../../../contracts/interfaces/IMailings.sol";
import {IStamps} from "../../../contracts/interfaces/IStamps.sol";
import {MockERC20} from "../../../contracts/mocks/MockERC20.sol";
import {PostOfficeTest} from "./PostOfficeTest.sol";

/// @title Everybody gets their own money back, whoever has gone
/// @notice Three senders wrote to inboxes and by relays that never act again. Only {expire}, {closeMailing} and {withdraw}
/// are called from then on, the first two by a stranger.
contract PostOfficeDrainTest is PostOfficeTest {
    uint256 private constant _LETTERS = 5;
    uint32 private constant _COUNT = 7;

    address[3] private _senders;
    address[3] private _tokens;
    IStamps.Stamp[] private _stamps;
    IMailings.Mailing[] private _mailings;
    /// @dev All that each paid, but for the carriage of what was admitted.
    mapping(address sender => mapping(address token => uint256)) private _due;
    /// @dev That carriage, which is the relay's.
    mapping(address token => uint256) private _earned;

    function setUp() public override {
        super.setUp();
        _senders = [bob.addr, carol.addr, recovery.addr];
        _tokens = [NATIVE, address(dollar), deployArtifact("MockNoReturnToken", "")];
        vm.prank(alice.addr);
        office.setTerms(inboxId, _tokens[2], STAKE, WINDOW, true);
        for (uint256 s = 0; s < _senders.length; ++s) {
            for (uint256 t = 0; t < _tokens.length; ++t) {
                for (uint256 i = 0; i < _LETTERS; ++i) _writeLetter(_senders[s], _tokens[t], i);
                for (uint256 i = 0; i < 2; ++i) _writeMailing(_senders[s], _tokens[t], i);
            }
        }
    }

    function test_EverySenderIsRefunded() public {
        for (uint256 t = 0; t < _tokens.length; ++t) assertHeld(_tokens[t], _paidIn(_tokens[t]));

        _endAll();
        for (uint256 s = 0; s < _senders.length; ++s) {
            for (uint256 t = 0; t < _tokens.length; ++t) {
                _withdraw(_senders[s], _tokens[t], _due[_senders[s]][_tokens[t]]);
            }
        }
        // What was carried before everyone left is paid for. It waits for the relay alone.
        for (uint256 t = 0; t < _tokens.length; ++t) {
            assertHeld(_tokens[t], _earned[_tokens[t]]);
            _withdraw(relay.addr, _tokens[t], _earned[_tokens[t]]);
            assertHeld(_tokens[t], 0);
        }
    }

    /// @dev Each on its own, in the very second from which on it can be ended, and not before.
    function test_NothingWaitsForAnythingElse() public {
        for (uint256 i = _stamps.length; i != 0; --i) {
            IStamps.Stamp memory stamp = _stamps[i - 1];
            vm.warp(stamp.expiresAt - 1);
            vm.expectRevert(abi.encodeWithSelector(IStamps.StampNotExpired.selector, idOf(stamp), stamp.expiresAt));
            expireAs(mallory.addr, stamp);
            vm.warp(stamp.expiresAt);
            uint256 before = balance(stamp.sender, stamp.token);
            expireAs(mallory.addr, stamp);
            bool wasAdmitted = uint256(stamp.letterHash) % 2 == 0;
            assertBalance(stamp.sender, stamp.token, before + (wasAdmitted ? STAKE : POSTAGE));
        }
    }

    /* WRITING */

    function _writeLetter(address sender, address token, uint256 number) private {
        IStamps.Stamp memory stamp = stampOf(token, number);
        // Even ones are admitted.
        (stamp.sender, stamp.letterHash) = (sender, bytes32(number));
        stamp.expiresAt = uint40(NOW + WINDOW + number * 1 days);
        _stamps.push(stamp);
        _give(sender, token, POSTAGE);
        vm.prank(sender);
        office.post{value: token == NATIVE ? POSTAGE : 0}(inputOf(stamp));
        _due[sender][token] += POSTAGE;
        if (number % 2 == 1) return;
        admitAs(relay.addr, stamp);
        _earned[token] += CARRIAGE;
        _due[sender][token] -= CARRIAGE;
    }

    function _writeMailing(address sender, address token, uint256 number) private {
        IMailings.Mailing memory mailing = IMailings.Mailing({
            sender: sender,
            relay: relay.addr,
            token: token,
            root: keccak256(abi.encode(number)),
            carriage: CARRIAGE,
            stake: STAKE,
            count: _COUNT,
            expiresAt: uint40(NOW + 1 hours + number * 59 days)
        });
        _mailings.push(mailing);
        _give(sender, token, _COUNT * POSTAGE);
        vm.prank(sender);
        office.openMailing{value: token == NATIVE ? _COUNT * POSTAGE : 0}(mailing, "");
        _due[sender][token] += _COUNT * POSTAGE;
        if (number % 2 == 1) return;
        vm.prank(relay.addr);
        office.admitMailing(mailing);
        _earned[token] += _COUNT * CARRIAGE;
        _due[sender][token] -= _COUNT * CARRIAGE;
    }

    function _give(address person, address token, uint256 amount) private {
        if (token == NATIVE) return vm.deal(person, amount);
        MockERC20(token).mint(person, amount);
        vm.prank(person);
        (bool success, ) = token.call(abi.encodeCall(MockERC20(token).approve, (address(office), amount)));
        vm.assertTrue(success);
    }

    /* DRAINING */

    /// @dev By Mallory, who has no part in any of it, at the end of the longest life there is.
    function _endAll() private {
        vm.warp(NOW + 60 days);
        IStamps.Stamp[] memory stamps = _stamps;
        vm.prank(mallory.addr);
        office.expire(stamps);
        for (uint256 i = 0; i < _mailings.length; ++i) {
            IMailings.Mailing memory mailing = _mailings[i];
            vm.prank(mallory.addr);
            office.closeMailing(mailing);
        }
    }

    function _withdraw(address owner, address token, uint256 amount) private {
        assertBalance(owner, token, amount);
        address to = makeAddr("elsewhere");
        uint256 before = token == NATIVE ? to.balance : MockERC20(token).balanceOf(to);
        vm.prank(owner);
        office.withdraw(token, amount, to);
        uint256 afterwards = token == NATIVE ? to.balance : MockERC20(token).balanceOf(to);
        vm.assertEq(afterwards - before, amount, "withdrawn");
        assertBalance(owner, token, 0);
    }

    /* WHAT IS MEANT */

    function _paidIn(address token) private view returns (uint256 sum) {
        sum = _earned[token];
        for (uint256 s = 0; s < _senders.length; ++s) sum += _due[_senders[s]][token];
    }
}
