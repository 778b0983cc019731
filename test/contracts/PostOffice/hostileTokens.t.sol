// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
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
import {MockRebasingToken} from "../../../contracts/mocks/MockRebasingToken.sol";
import {MockWrappedEther} from "../../../contracts/mocks/MockWrappedEther.sol";
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

    /// @dev Signed withdrawals, too, burn what was asked; stamps in it go on as always.
    function test_ATokenWithAFeeSinceThenWithdrawnForItsOwner() public {
        MockFeeToken token = new MockFeeToken();
        _give(token, bob.addr, 2 * POSTAGE);
        _accept(address(token));
        vm.prank(bob.addr);
        office.deposit(address(token), bob.addr, 2 * POSTAGE);
        token.setFee(1_000);

        _assertStampsWork(address(token));
        bytes32 structHash = keccak256(
            abi.encode(
                keccak256(
                    "Withdraw(address owner,address token,uint256 amount,address to,uint256 nonce,uint256 deadline)"
                ),
                bob.addr,
                address(token),
                100,
                carol.addr,
                0,
                EXPIRES_AT
            )
        );
        uint256 bobs = balance(bob.addr, address(token));
        bytes memory signature = sign(bob, officeDigest(structHash));
        office.withdrawFor(bob.addr, address(token), 100, carol.addr, EXPIRES_AT, signature);
        vm.assertEq(token.balanceOf(carol.addr), 90);
        assertBalance(bob.addr, address(token), bobs - 100);
        assertHeld(address(token), 2 * POSTAGE - 100);
    }

    /// @dev There is less than is owed: who withdraws first is served, and other tokens are not touched.
    function test_ATokenWhoseBalancesShrink() public {
        MockRebasingToken token = new MockRebasingToken();
        _give(token, bob.addr, 300);
        vm.startPrank(bob.addr);
        office.deposit(address(token), bob.addr, 100);
        office.deposit(address(token), carol.addr, 200);
        vm.stopPrank();
        token.setRate(0.5e18);
        assertHeld(address(token), 150);

        vm.prank(bob.addr);
        office.withdraw(address(token), 100, bob.addr);
        // The token counts in shares, of which two make one.
        vm.expectRevert(
            abi.encodeWithSelector(IERC20Errors.ERC20InsufficientBalance.selector, address(office), 100, 400)
        );
        vm.prank(carol.addr);
        office.withdraw(address(token), 200, carol.addr);
        assertBalance(carol.addr, address(token), 200);
        vm.prank(carol.addr);
        office.withdraw(address(token), 50, mallory.addr);
        vm.assertEq(token.balanceOf(mallory.addr), 50);
        assertBalance(carol.addr, address(token), 150);
        _assertOthersAreFree();
    }

    /// @dev What it grows by is nobody's.
    function test_ATokenWhoseBalancesGrow() public {
        MockRebasingToken token = new MockRebasingToken();
        _give(token, bob.addr, 100);
        vm.prank(bob.addr);
        office.deposit(address(token), bob.addr, 100);
        token.setRate(2e18);
        assertHeld(address(token), 200);
        assertBalance(bob.addr, address(token), 100);

        expectInsufficientBalance(bob.addr, address(token), 100, 101);
        vm.prank(bob.addr);
        office.withdraw(address(token), 101, bob.addr);
        vm.prank(bob.addr);
        office.withdraw(address(token), 100, carol.addr);
        vm.assertEq(token.balanceOf(carol.addr), 100);
        assertHeld(address(token), 100);
        assertBalance(bob.addr, address(token), 0);
    }

    /// @dev It moves whole shares: 66 of them are worth 99.
    function test_ATokenThatRoundsDown() public {
        MockRebasingToken token = new MockRebasingToken();
        _give(token, bob.addr, 200);
        token.setRate(1.5e18);
        vm.expectRevert(abi.encodeWithSelector(ILedger.TokenAmountMismatch.selector, address(token), 100, 99));
        vm.prank(bob.addr);
        office.deposit(address(token), bob.addr, 100);
        vm.prank(bob.addr);
        office.deposit(address(token), bob.addr, 99);
        assertBalance(bob.addr, address(token), 99);
    }

    function test_ATokenOf0Decimals() public {
        _assertDecimalsMeanNothing(0);
    }

    function test_ATokenOf36Decimals() public {
        _assertDecimalsMeanNothing(36);
    }

    function test_ATokenOf255Decimals() public {
        _assertDecimalsMeanNothing(255);
    }

    /// @dev What it takes for a deposit of nothing happens to be every call that it does not know.
    function test_ATokenThatTakesEveryCall() public {
        MockWrappedEther token = new MockWrappedEther();
        _give(token, bob.addr, 2 * POSTAGE);
        _accept(address(token));
        vm.prank(bob.addr);
        office.deposit(address(token), bob.addr, 2 * POSTAGE);
        _assertStampsWork(address(token));
        vm.prank(recovery.addr);
        office.withdraw(address(token), STAKE, carol.addr);
        vm.assertEq(token.balanceOf(carol.addr), STAKE);
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

    /// @dev A balance about to overflow would stop every answer that adds to it, and with it what else the answer pays.
    function test_ATokenThatMakesSomebodyEndlesslyRich() public {
        MockLyingToken token = new MockLyingToken();
        vm.prank(alice.addr);
        office.setTerms(inboxId, address(token), STAKE, WINDOW, false);
        token.setDrift(int256(POSTAGE));
        IStamps.Stamp[] memory stamps = both(stampOf(address(dollar), 1), stampOf(address(token), 2));
        post(stamps[0]);
        post(stamps[1]);

        uint256 max = type(uint192).max;
        token.setDrift(int256(max));
        for (uint256 i = 0; i < 9; ++i) {
            office.deposit(address(token), recovery.addr, max);
            office.deposit(address(token), relay.addr, max);
        }
        vm.expectRevert(abi.encodeWithSelector(ILedger.DepositTooLarge.selector, address(token), max + 1, max));
        office.deposit(address(token), recovery.addr, max + 1);

        vm.prank(alice.addr);
        office.collect(stamps);
        assertBalance(recovery.addr, address(dollar), STAKE);
        assertBalance(relay.addr, address(dollar), CARRIAGE);
        assertBalance(recovery.addr, address(token), 9 * max + STAKE);
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

    /// @dev The same numbers come out, whatever a token says of how they should be read.
    function _assertDecimalsMeanNothing(uint8 decimals) private {
        MockERC20 token = new MockERC20("Decimals", "DEC", decimals);
        vm.assertEq(token.decimals(), decimals);
        _give(token, bob.addr, 2 * POSTAGE);
        _accept(address(token));
        vm.expectCall(address(token), abi.encodeWithSelector(token.decimals.selector), 0);
        vm.prank(bob.addr);
        office.deposit(address(token), bob.addr, 2 * POSTAGE);
        _assertStampsWork(address(token));
        vm.prank(recovery.addr);
        office.withdraw(address(token), STAKE, carol.addr);
        vm.assertEq(token.balanceOf(carol.addr), STAKE);
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

    /// @dev Stamps paid from the ledger are posted, by their sender and for it, admitted, collected and voided; one is
    /// returned by a signature, and one expires: all without the token.
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
        _assertSignedStampsWork(token);
    }

    /// @dev Bob gets the stake back, and spends the carriage.
    function _assertSignedStampsWork(address token) private {
        (IStamps.Stamp memory signed, IStamps.Stamp memory voided) = (stampOf(token, 13), stampOf(token, 14));
        (signed.expiresAt, voided.expiresAt) = (EXPIRES_AT + 7 days, EXPIRES_AT + 7 days);
        vm.assertEq(voidAs(bob.addr, voided), 1);
        office.postFor(bob.addr, inputOf(signed), sign(bob, idOf(signed)));
        bytes memory signature = signAnswer(alice, both(signed, voided), false);
        vm.assertEq(office.settleFor(both(signed, voided), false, alice.addr, signature), 1);

        vm.prank(bob.addr);
        office.approve(mallory.addr, tokenId(token), STAKE);
        IStamps.Stamp memory from = stampOf(token, 15);
        (from.relay, from.carriage, from.expiresAt) = (address(0), 0, EXPIRES_AT + 7 days);
        vm.prank(mallory.addr);
        office.postFrom(bob.addr, inputOf(from));
        assertBalance(bob.addr, token, 0);
        returnAs(alice.addr, from);
        assertBalance(bob.addr, token, STAKE);
        assertBalance(relay.addr, token, 2 * CARRIAGE);
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
