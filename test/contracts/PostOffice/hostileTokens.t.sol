// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

import {ILedger} from "../../../contracts/interfaces/ILedger.sol";
import {IStamps} from "../../../contracts/interfaces/IStamps.sol";
import {MockBlocklistToken} from "../../../contracts/mocks/MockBlocklistToken.sol";
import {MockERC20} from "../../../contracts/mocks/MockERC20.sol";
import {MockFalseToken} from "../../../contracts/mocks/MockFalseToken.sol";
import {MockFeeToken} from "../../../contracts/mocks/MockFeeToken.sol";
import {MockJunkToken} from "../../../contracts/mocks/MockJunkToken.sol";
import {MockLyingToken} from "../../../contracts/mocks/MockLyingToken.sol";
import {MockNoReturnToken} from "../../../contracts/mocks/MockNoReturnToken.sol";
import {MockZeroRevertingToken} from "../../../contracts/mocks/MockZeroRevertingToken.sol";
import {PostOfficeTest} from "./PostOfficeTest.sol";

contract HostileTokensTest is PostOfficeTest {
    function test_ATokenThatAnswersNothing() public {
        MockNoReturnToken token = new MockNoReturnToken();
        token.mint(bob.addr, 2 * POSTAGE);
        vm.prank(bob.addr);
        token.approve(address(office), 2 * POSTAGE);
        _accept(address(token));

        post(stampOf(address(token), 1));
        vm.startPrank(bob.addr);
        office.deposit(address(token), bob.addr, POSTAGE);
        office.withdraw(address(token), POSTAGE, carol.addr);
        vm.stopPrank();
        collectAs(alice.addr, stampOf(address(token), 1));
        vm.prank(recovery.addr);
        office.withdraw(address(token), STAKE, carol.addr);
        vm.assertEq(token.balanceOf(carol.addr), POSTAGE + STAKE);
        vm.assertEq(token.balanceOf(address(office)), CARRIAGE);
    }

    function test_ATokenThatAnswersFalse() public {
        MockFalseToken token = new MockFalseToken();
        _give(token, bob.addr, 100);
        vm.prank(bob.addr);
        office.deposit(address(token), bob.addr, 50);
        token.setRefuses(true);

        _assertNeitherInNorOut(token, 50);
        token.setRefuses(false);
        vm.prank(bob.addr);
        office.withdraw(address(token), 50, bob.addr);
        vm.assertEq(token.balanceOf(bob.addr), 100);
    }

    function test_ATokenThatAnswersAnythingButTrue() public {
        MockJunkToken token = new MockJunkToken();
        _give(token, bob.addr, 100);
        vm.prank(bob.addr);
        office.deposit(address(token), bob.addr, 50);

        bytes[3] memory answers = [abi.encode(0), abi.encode(2), abi.encode(type(uint256).max)];
        for (uint256 i = 0; i < answers.length; ++i) {
            token.setAnswer(answers[i]);
            _assertNeitherInNorOut(token, 50);
        }
    }

    function test_ATokenThatAnswersTrueAndMore() public {
        MockJunkToken token = new MockJunkToken();
        _give(token, bob.addr, 100);
        token.setAnswer(abi.encode(true, new bytes(1_000)));
        vm.startPrank(bob.addr);
        office.deposit(address(token), bob.addr, 50);
        office.withdraw(address(token), 50, bob.addr);
        vm.stopPrank();
        vm.assertEq(token.balanceOf(bob.addr), 100);
    }

    function test_ATokenWithAFeeCannotBePaidIn() public {
        MockFeeToken token = new MockFeeToken();
        _give(token, bob.addr, PLENTY);
        _accept(address(token));
        token.setFee(100);

        vm.expectRevert(abi.encodeWithSelector(ILedger.TokenAmountMismatch.selector, address(token), 100, 99));
        vm.prank(bob.addr);
        office.deposit(address(token), bob.addr, 100);

        vm.expectRevert(
            abi.encodeWithSelector(ILedger.TokenAmountMismatch.selector, address(token), POSTAGE, POSTAGE - 10_200)
        );
        post(stampOf(address(token), 1));
        vm.assertEq(token.balanceOf(bob.addr), PLENTY);
    }

    function test_ATokenWithAFeeSinceThen() public {
        MockFeeToken token = new MockFeeToken();
        _give(token, bob.addr, 200);
        vm.startPrank(bob.addr);
        office.deposit(address(token), bob.addr, 100);
        office.deposit(address(token), carol.addr, 100);
        vm.stopPrank();
        token.setFee(1_000);

        vm.prank(bob.addr);
        office.withdraw(address(token), 100, bob.addr);
        vm.assertEq(token.balanceOf(bob.addr), 90);
        assertBalance(bob.addr, address(token), 0);
        assertBalance(carol.addr, address(token), 100);
        assertHeld(address(token), 100);
    }

    function test_ATokenThatRefusesToMoveNothing() public {
        MockZeroRevertingToken token = new MockZeroRevertingToken();
        _give(token, bob.addr, POSTAGE);
        _accept(address(token));
        vm.startPrank(bob.addr);
        office.deposit(address(token), bob.addr, 0);
        office.withdraw(address(token), 0, bob.addr);
        office.deposit(address(token), bob.addr, POSTAGE);
        office.post(inputOf(stampOf(address(token), 1)));
        vm.stopPrank();
        assertHeld(address(token), POSTAGE);
    }

    function test_ATokenThatSaysThatLessArrived() public {
        MockLyingToken token = new MockLyingToken();
        int256[3] memory drifts = [int256(0), 99, -1];
        uint256[3] memory received = [uint256(0), 99, 0];
        for (uint256 i = 0; i < drifts.length; ++i) {
            token.setDrift(drifts[i]);
            vm.expectRevert(
                abi.encodeWithSelector(ILedger.TokenAmountMismatch.selector, address(token), 100, received[i])
            );
            vm.prank(mallory.addr);
            office.deposit(address(token), mallory.addr, 100);
        }
    }

    function test_ATokenThatSaysThatMoreArrived() public {
        MockLyingToken token = new MockLyingToken();
        token.setDrift(101);
        vm.expectRevert(abi.encodeWithSelector(ILedger.TokenAmountMismatch.selector, address(token), 100, 101));
        vm.prank(mallory.addr);
        office.deposit(address(token), mallory.addr, 100);
    }

    /// @dev Mallory may make herself rich in what she made up. It buys nothing else.
    function test_ATokenMadeUpIsWorthNothingElse() public {
        MockLyingToken token = new MockLyingToken();
        token.setDrift(int256(PLENTY));
        credit(bob.addr, address(dollar), 100);
        credit(bob.addr, NATIVE, 100);
        vm.startPrank(mallory.addr);
        office.deposit(address(token), mallory.addr, PLENTY);
        office.withdraw(address(token), PLENTY, mallory.addr);
        vm.stopPrank();
        assertBalance(mallory.addr, NATIVE, 0);
        assertBalance(mallory.addr, address(dollar), 0);
        _assertOthersAreFree();
    }

    function test_ATokenThatBlocksThePayout() public {
        MockBlocklistToken token = new MockBlocklistToken();
        _give(token, bob.addr, POSTAGE);
        _accept(address(token));
        post(stampOf(address(token), 1));
        token.setBlocked(recovery.addr, true);

        collectAs(alice.addr, stampOf(address(token), 1));
        vm.expectRevert(abi.encodeWithSelector(MockBlocklistToken.Blocked.selector, recovery.addr));
        vm.prank(recovery.addr);
        office.withdraw(address(token), STAKE, recovery.addr);
        vm.prank(recovery.addr);
        office.withdraw(address(token), STAKE, carol.addr);
        vm.assertEq(token.balanceOf(carol.addr), STAKE);
    }

    function test_ATokenThatBlocksTheContract() public {
        MockBlocklistToken token = new MockBlocklistToken();
        _give(token, bob.addr, 2 * POSTAGE);
        _accept(address(token));
        vm.prank(bob.addr);
        office.deposit(address(token), bob.addr, 2 * POSTAGE);
        token.setBlocked(address(office), true);

        _assertStampsWork(address(token));
        vm.expectRevert(abi.encodeWithSelector(MockBlocklistToken.Blocked.selector, address(office)));
        vm.prank(recovery.addr);
        office.withdraw(address(token), STAKE, recovery.addr);
        _assertOthersAreFree();
    }

    function test_ATokenThatBurnsAllGas() public {
        MockJunkToken token = new MockJunkToken();
        _give(token, bob.addr, 2 * POSTAGE);
        _accept(address(token));
        vm.prank(bob.addr);
        office.deposit(address(token), bob.addr, 2 * POSTAGE);
        token.setBurnsGas(true);

        _assertStampsWork(address(token));
        vm.expectRevert();
        vm.prank(recovery.addr);
        office.withdraw{gas: 1_000_000}(address(token), STAKE, recovery.addr);
        assertBalance(recovery.addr, address(token), STAKE);
        _assertOthersAreFree();
    }

    function test_ATokenThatLostItsCode() public {
        MockERC20 token = new MockERC20("Gone", "GONE", 18);
        _give(token, bob.addr, 3 * POSTAGE);
        _accept(address(token));
        vm.prank(bob.addr);
        office.deposit(address(token), bob.addr, 2 * POSTAGE);
        vm.etch(address(token), "");

        _assertStampsWork(address(token));
        vm.expectRevert(abi.encodeWithSelector(SafeERC20.SafeERC20FailedOperation.selector, address(token)));
        vm.prank(recovery.addr);
        office.withdraw(address(token), STAKE, recovery.addr);
        vm.expectRevert(abi.encodeWithSelector(ILedger.TokenHasNoCode.selector, address(token)));
        vm.prank(bob.addr);
        office.deposit(address(token), bob.addr, 1);
        _assertOthersAreFree();
    }

    function _give(MockERC20 token, address account, uint256 amount) private {
        token.mint(account, amount);
        vm.prank(account);
        token.approve(address(office), type(uint256).max);
    }

    function _accept(address token) private {
        vm.prank(alice.addr);
        office.setTerms(inboxId, token, STAKE, WINDOW, false);
    }

    /// @dev Bob has `amount` in the ledger and the token refuses: nothing moves, and nothing is lost.
    function _assertNeitherInNorOut(MockERC20 token, uint256 amount) private {
        bytes memory refusal = abi.encodeWithSelector(SafeERC20.SafeERC20FailedOperation.selector, address(token));
        vm.expectRevert(refusal);
        vm.prank(bob.addr);
        office.deposit(address(token), bob.addr, 1);
        vm.expectRevert(refusal);
        vm.prank(bob.addr);
        office.withdraw(address(token), amount, bob.addr);
        assertBalance(bob.addr, address(token), amount);
    }

    /// @dev A stamp paid from the ledger is posted, admitted and collected, another one expires, without the token.
    function _assertStampsWork(address token) private {
        (IStamps.Stamp memory one, IStamps.Stamp memory other) = (stampOf(token, 11), stampOf(token, 12));
        vm.startPrank(bob.addr);
        office.post(inputOf(one));
        office.post(inputOf(other));
        vm.stopPrank();
        admitAs(relay.addr, one);
        collectAs(alice.addr, one);
        vm.warp(EXPIRES_AT);
        expireAs(mallory.addr, other);
        assertBalance(recovery.addr, token, STAKE);
        assertBalance(relay.addr, token, CARRIAGE);
        assertBalance(bob.addr, token, POSTAGE);
    }

    function _assertOthersAreFree() private {
        address owner = makeAddr("owner of good money");
        credit(owner, NATIVE, 100);
        credit(owner, address(dollar), 100);
        vm.startPrank(owner);
        office.withdraw(NATIVE, 100, carol.addr);
        office.withdraw(address(dollar), 100, carol.addr);
        vm.stopPrank();
        vm.assertEq(carol.addr.balance, 100);
        vm.assertEq(dollar.balanceOf(carol.addr), 100);
    }
}
